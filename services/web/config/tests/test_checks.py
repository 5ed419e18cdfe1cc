import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from config.checks import refuse_contradictions

REAL_SECRET = "m9ZC0b8cVZ2c1n5Jx0mR4p6sV8yB2dF5"


@pytest.fixture
def production(settings: Settings) -> Settings:
    """A production whose settings are all in order."""
    settings.PRODUCTION = True
    settings.DEBUG = False
    settings.SECRET_KEY = REAL_SECRET
    settings.ALLOWED_HOSTS = ["toponaut.example"]
    return settings


def errors() -> list[str | None]:
    return [message.id for message in run_checks(tags=["toponaut"]) if message.is_serious()]


def test_settings_in_order_pass(production: Settings) -> None:
    assert errors() == []
    refuse_contradictions()


@pytest.mark.parametrize("secret", ["missing", "change-me", REAL_SECRET[:31]])
def test_production_refuses_a_secret_that_is_none(production: Settings, secret: str) -> None:
    production.SECRET_KEY = secret
    assert errors() == ["toponaut.E001"]


def test_production_refuses_to_have_no_hosts(production: Settings) -> None:
    production.ALLOWED_HOSTS = []
    assert errors() == ["toponaut.E002"]


@pytest.mark.parametrize(("host", "expected"), [("db.example", ["toponaut.E003"]), ("localhost", []), ("/run/pg", [])])
def test_developer_mode_stays_off_other_machines(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, host: str, expected: list[str]
) -> None:
    settings.PRODUCTION = False
    settings.DEBUG = True
    monkeypatch.setitem(settings.DATABASES["default"], "HOST", host)
    assert errors() == expected


def test_a_server_does_not_start_and_says_what_to_do(production: Settings) -> None:
    production.SECRET_KEY = "change-me"
    with pytest.raises(ImproperlyConfigured, match=r"SECRET_KEY .*openssl rand"):
        refuse_contradictions()
