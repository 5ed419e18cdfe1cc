"""Passwords cannot be tried without end: neither of one account nor from one address."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from dashboard.tests.cast import an_operator, sign_in
from dashboard.throttle import TRIES_OF_ACCOUNT, TRIES_OF_ADDRESS, WINDOW_SECONDS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _through_nginx(settings: Settings) -> None:
    settings.PRODUCTION = True


def test_one_account_is_shut_after_its_tries_whoever_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    an_operator()
    clock = 1_000 * WINDOW_SECONDS + 300.0
    monkeypatch.setattr("dashboard.throttle.time.time", lambda: clock)
    for number in range(TRIES_OF_ACCOUNT):
        assert sign_in(Client(), "ada", "wrong", **{"X-Forwarded-For": f"10.0.0.{number}"}).status_code == 403
    response = sign_in(Client(), "ADA", **{"X-Forwarded-For": "10.0.1.1"})  # the right one, under another spelling
    assert response.status_code == 429
    assert "Too many tries. Wait 10 minutes, then try again." in response.content.decode()
    assert response["Retry-After"] == "600"
    assert sign_in(Client(), "bob", "wrong", **{"X-Forwarded-For": "10.0.1.1"}).status_code == 403
    clock += 600
    assert sign_in(Client(), **{"X-Forwarded-For": "10.0.1.1"}).status_code == 302


def test_one_address_is_shut_whatever_it_tries() -> None:
    an_operator()
    for number in range(TRIES_OF_ADDRESS):
        sign_in(Client(), f"name{number}", "wrong", **{"X-Forwarded-For": "10.0.0.1"})
    assert sign_in(Client(), **{"X-Forwarded-For": "10.0.0.1"}).status_code == 429
    assert sign_in(Client(), **{"X-Forwarded-For": "10.0.0.2"}).status_code == 302


def test_without_the_cache_the_limit_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_: Any, **__: Any) -> None:
        """As django-redis answers when Redis is away."""

    monkeypatch.setattr(cache, "add", nothing)
    monkeypatch.setattr(cache, "incr", nothing)
    answers = [sign_in(Client(), "eve", "wrong").status_code for _ in range(TRIES_OF_ACCOUNT + 2)]
    assert answers[0] == 403
    assert answers[-1] == 429


def test_the_form_itself_is_always_there() -> None:
    for _ in range(TRIES_OF_ADDRESS + 1):
        sign_in(Client(), "eve", "wrong")
    page = Client().get("/dashboard/login")
    assert page.status_code == 200
    assert re.search(r'name="password" type="password"', page.content.decode())
