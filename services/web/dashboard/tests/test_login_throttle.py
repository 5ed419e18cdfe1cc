"""Login attempts are limited for each account and for each address."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from dashboard.login_throttle import MAX_ATTEMPTS_PER_ACCOUNT, MAX_ATTEMPTS_PER_ADDRESS, WINDOW_SECONDS
from dashboard.tests.factories import make_operator, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _behind_nginx(settings: Settings) -> None:
    settings.PRODUCTION = True


def test_an_account_is_closed_after_its_attempts_from_any_address(monkeypatch: pytest.MonkeyPatch) -> None:
    make_operator()
    clock = 1_000 * WINDOW_SECONDS + 300.0
    monkeypatch.setattr("dashboard.login_throttle.time.time", lambda: clock)
    for number in range(MAX_ATTEMPTS_PER_ACCOUNT):
        assert sign_in(Client(), "ada", "wrong", **{"X-Forwarded-For": f"10.0.0.{number}"}).status_code == 403
    response = sign_in(Client(), "ADA", **{"X-Forwarded-For": "10.0.1.1"})  # the right password
    assert response.status_code == 429
    assert "Too many tries. Wait 10 minutes, then try again." in response.content.decode()
    assert response["Retry-After"] == "600"
    assert sign_in(Client(), "bob", "wrong", **{"X-Forwarded-For": "10.0.1.1"}).status_code == 403
    clock += 600
    assert sign_in(Client(), **{"X-Forwarded-For": "10.0.1.1"}).status_code == 302


def test_an_address_is_blocked_after_its_attempts_for_any_account() -> None:
    make_operator()
    for number in range(MAX_ATTEMPTS_PER_ADDRESS):
        sign_in(Client(), f"name{number}", "wrong", **{"X-Forwarded-For": "10.0.0.1"})
    assert sign_in(Client(), **{"X-Forwarded-For": "10.0.0.1"}).status_code == 429
    assert sign_in(Client(), **{"X-Forwarded-For": "10.0.0.2"}).status_code == 302


def test_the_limit_holds_without_the_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def unavailable(*_: Any, **__: Any) -> None:
        """Returns None, as django-redis does without Redis."""

    monkeypatch.setattr(cache, "add", unavailable)
    monkeypatch.setattr(cache, "incr", unavailable)
    statuses = [sign_in(Client(), "eve", "wrong").status_code for _ in range(MAX_ATTEMPTS_PER_ACCOUNT + 2)]
    assert statuses[0] == 403
    assert statuses[-1] == 429


def test_the_login_form_is_shown_after_any_number_of_attempts() -> None:
    for _ in range(MAX_ATTEMPTS_PER_ADDRESS + 1):
        sign_in(Client(), "eve", "wrong")
    page = Client().get("/dashboard/login")
    assert page.status_code == 200
    assert re.search(r'name="password" type="password"', page.content.decode())
