"""Production does not start with settings that are unsafe or contradict each other."""

from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from config.checks import run_startup_checks
from config.tests.fresh_process import run_python

REAL_SECRET = "m9ZC0b8cVZ2c1n5Jx0mR4p6sV8yB2dF5"


@pytest.fixture
def production(settings: Settings) -> Settings:
    """Production with valid settings."""
    settings.PRODUCTION = True
    settings.DEBUG = False
    settings.SECRET_KEY = REAL_SECRET
    settings.ALLOWED_HOSTS = ["toponaut.example"]
    return settings


def error_ids() -> list[str | None]:
    return [message.id for message in run_checks(tags=["toponaut"]) if message.is_serious()]


def test_valid_production_settings_pass(production: Settings) -> None:
    assert error_ids() == []
    run_startup_checks()


@pytest.mark.parametrize(
    "secret",
    ["missing", "change-me", "change-me" * 8, "0123456789abcdef0123456789-Example", "ab" * 30, REAL_SECRET[:31]],
)
def test_production_refuses_a_guessable_secret_key(production: Settings, secret: str) -> None:
    production.SECRET_KEY = secret
    assert error_ids() == ["toponaut.E001"]


@pytest.fixture
def database(production: Settings, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Production's PostgreSQL in another container, with a good password."""
    entry: dict[str, Any] = production.DATABASES["default"]
    settings = {"ENGINE": "django.db.backends.postgresql", "HOST": "postgres", "PASSWORD": REAL_SECRET}
    for key, value in settings.items():
        monkeypatch.setitem(entry, key, value)
    return entry


@pytest.mark.usefixtures("database")
def test_a_database_with_a_real_password_passes() -> None:
    assert error_ids() == []


@pytest.mark.parametrize("password", ["", "toponaut", "change-me", "change-me" * 4, REAL_SECRET[:15]])
def test_production_refuses_a_guessable_database_password(
    database: dict[str, Any], monkeypatch: pytest.MonkeyPatch, password: str
) -> None:
    monkeypatch.setitem(database, "PASSWORD", password)
    assert error_ids() == ["toponaut.E004"]


@pytest.mark.parametrize("host", ["", "/run/postgresql", "127.0.0.1"])
def test_a_database_on_this_machine_needs_no_password(
    database: dict[str, Any], monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setitem(database, "PASSWORD", "")
    monkeypatch.setitem(database, "HOST", host)
    assert error_ids() == []


def test_production_refuses_empty_allowed_hosts(production: Settings) -> None:
    production.ALLOWED_HOSTS = []
    assert error_ids() == ["toponaut.E002"]


@pytest.mark.parametrize(("host", "expected"), [("db.example", ["toponaut.E003"]), ("localhost", []), ("/run/pg", [])])
def test_developer_mode_is_refused_with_a_database_on_another_machine(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, host: str, expected: list[str]
) -> None:
    settings.PRODUCTION = False
    settings.DEBUG = True
    monkeypatch.setitem(settings.DATABASES["default"], "HOST", host)
    assert error_ids() == expected


def test_startup_checks_raise_and_say_what_to_do(production: Settings) -> None:
    production.SECRET_KEY = "change-me"
    with pytest.raises(ImproperlyConfigured, match=r"E001: SECRET_KEY .*make secrets"):
        run_startup_checks()


@pytest.mark.slow
def test_djangos_own_checks_for_production_find_nothing() -> None:
    program = "import django; django.setup(); from django.core.management import call_command as call;"
    check = "call('check', deploy=True, fail_level='WARNING')"
    key = REAL_SECRET * 2  # `make secrets` makes one of 64 characters
    run = run_python(program + check, TOPONAUT_ENV="production", SECRET_KEY=key, ALLOWED_HOSTS="toponaut.example")
    assert "System check identified no issues" in run.stdout
