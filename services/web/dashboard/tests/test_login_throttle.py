"""Login attempts are limited for each network, for each account in it, and in all; known devices are spared."""

import io
import re
import time
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from dashboard import known_sources, login_throttle
from dashboard.login_throttle import (
    MAX_ATTEMPTS_PER_NETWORK,
    MAX_ATTEMPTS_PER_NETWORK_AND_ACCOUNT,
    WINDOW_SECONDS,
)
from dashboard.models import SignInAttempt
from dashboard.tests.factories import PASSWORD, make_operator, sign_in

pytestmark = pytest.mark.django_db

WRONG = "a wrong password"


@pytest.fixture(autouse=True)
def _behind_nginx(settings: Settings) -> None:
    settings.PRODUCTION = True


def attempt(address: str, name: str = "ada", password: str = WRONG) -> int:
    return int(sign_in(Client(), name, password, **{"X-Forwarded-For": address}).status_code)


def test_a_network_is_refused_an_account_after_its_attempts(monkeypatch: pytest.MonkeyPatch) -> None:
    make_operator()
    clock = 1_000 * WINDOW_SECONDS + 300.0
    monkeypatch.setattr("dashboard.login_throttle.time.time", lambda: clock)
    attempts = [attempt("10.0.0.1") for _ in range(MAX_ATTEMPTS_PER_NETWORK_AND_ACCOUNT)]
    assert set(attempts) == {403}
    response = sign_in(Client(), "ADA", **{"X-Forwarded-For": "10.0.0.1"})  # the right password
    assert response.status_code == 429
    assert "Too many tries. Wait 10 minutes, then try again." in response.content.decode()
    assert response["Retry-After"] == "600"
    assert attempt("10.0.0.1", "bob") == 403
    clock += 600
    assert attempt("10.0.0.1", password=PASSWORD) == 302


def attempt_with(device: Client, address: str, name: str = "ada", password: str = PASSWORD) -> int:
    return int(sign_in(device, name, password, **{"X-Forwarded-For": address}).status_code)


def test_wrong_passwords_lock_nobody_out_elsewhere() -> None:
    make_operator()
    for _ in range(MAX_ATTEMPTS_PER_NETWORK + 10):
        attempt("10.0.0.1")
    assert attempt("10.0.0.2", password=PASSWORD) == 302


def test_all_addresses_of_a_64_are_one_network() -> None:
    make_operator()
    for number in range(MAX_ATTEMPTS_PER_NETWORK_AND_ACCOUNT):
        assert attempt(f"2001:db8:0:1::{number:x}") == 403
    assert attempt("2001:db8:0:1:ffff::1", password=PASSWORD) == 429
    assert attempt("2001:db8:0:2::1", password=PASSWORD) == 302


def test_an_attack_from_many_networks_is_bounded_and_spares_known_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login_throttle, "MAX_ATTEMPTS_PER_ACCOUNT", 12)
    make_operator()
    assert attempt("192.0.2.1", password=PASSWORD) == 302
    answers = [attempt(f"10.0.0.{number}") for number in range(15)]
    assert answers == [403] * 11 + [429] * 4  # the sign-in counts too
    assert attempt("10.0.1.1", password=PASSWORD) == 429
    assert "locked out for a quarter of an hour at most: new networks, as 'ada'" in operator_command("--list")
    assert attempt("192.0.2.1", password=PASSWORD) == 302


def test_a_device_that_has_signed_in_is_spared_where_strangers_try() -> None:
    make_operator()
    make_operator("bob")
    device = Client()
    assert attempt_with(device, "10.0.0.1") == 302
    for number in range(MAX_ATTEMPTS_PER_NETWORK):
        attempt("10.0.0.1", f"name{number % 4}")
    assert attempt("10.0.0.1", password=PASSWORD) == 429
    assert attempt_with(device, "10.0.0.1") == 302
    assert attempt_with(device, "10.0.0.1", "bob") == 429  # it is known for one account


def test_a_known_device_has_attempts_of_its_own_and_no_more() -> None:
    make_operator()
    device = Client()
    attempt_with(device, "10.0.0.1")
    cookie = device.cookies[known_sources.DEVICE_COOKIE].OutputString()
    attempts = [attempt_with(device, f"10.0.0.{number}", password=WRONG) for number in range(12)]
    assert attempts == [403] * MAX_ATTEMPTS_PER_NETWORK_AND_ACCOUNT + [429] * 2
    assert device.cookies[known_sources.DEVICE_COOKIE].OutputString() == cookie
    assert operator_command("--list").splitlines()[1:] == [
        "locked out for a quarter of an hour at most: a known browser, as 'ada'"
    ]
    assert attempt("10.0.1.1", password=PASSWORD) == 302


@pytest.mark.parametrize("value", ["", "x", "0" * 200, "a.b:c:d"])
def test_a_made_up_device_is_unknown(value: str) -> None:
    make_operator()
    device = Client()
    for _ in range(MAX_ATTEMPTS_PER_NETWORK_AND_ACCOUNT):
        attempt("10.0.0.1")
    device.cookies[known_sources.DEVICE_COOKIE] = value
    assert attempt_with(device, "10.0.0.1") == 429


def test_a_device_is_known_for_some_months_only(monkeypatch: pytest.MonkeyPatch) -> None:
    make_operator()
    device = Client()
    attempt_with(device, "10.0.0.1")
    monkeypatch.setattr(known_sources, "KNOWN_SECONDS", -1)
    for _ in range(MAX_ATTEMPTS_PER_NETWORK_AND_ACCOUNT - 1):
        attempt("10.0.0.1")
    assert attempt_with(device, "10.0.0.1") == 429


def test_an_emptied_cache_gives_nobody_new_attempts() -> None:
    """Redis evicts its least recently used keys, so whoever fills it could empty it of counts."""
    make_operator()
    attempts = []
    for _ in range(MAX_ATTEMPTS_PER_NETWORK_AND_ACCOUNT + 2):
        cache.clear()
        attempts.append(attempt("10.0.0.1"))
    assert attempts[-2:] == [429, 429]
    assert "10.0.0.1, as 'ada'" in operator_command("--list")


def test_attempts_with_made_up_names_are_bounded_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each costs the time of a password's hash, and a row in the database."""
    monkeypatch.setattr(login_throttle, "MAX_ATTEMPTS_IN_ALL", 8)
    make_operator()
    device = Client()
    assert attempt_with(device, "192.0.2.1") == 302
    answers = [attempt(f"10.0.0.{number}", f"name{number}") for number in range(12)]
    assert answers == [403] * 7 + [429] * 5
    assert SignInAttempt.objects.count() == 8
    assert "at most: new networks, as 'any name'" in operator_command("--list")
    assert attempt_with(device, "10.0.1.1") == 302
    assert attempt("192.0.2.1", password=PASSWORD) == 302


def test_attempts_of_an_earlier_window_are_deleted(monkeypatch: pytest.MonkeyPatch) -> None:
    attempt("10.0.0.1")
    later = time.time() + WINDOW_SECONDS
    monkeypatch.setattr("dashboard.login_throttle.time.time", lambda: later)
    attempt("10.0.0.2", "n\0ul\n" + "x" * 300)
    assert [row.source for row in SignInAttempt.objects.all()] == ["10.0.0.2"]


def test_an_operator_lists_who_is_locked_out_and_unlocks() -> None:
    make_operator()
    for _ in range(MAX_ATTEMPTS_PER_NETWORK_AND_ACCOUNT + 2):
        attempt("10.0.0.1")
    output = operator_command("--list")
    assert output.splitlines() == [
        "ada: last signed in never",
        "locked out for a quarter of an hour at most: 10.0.0.1, as 'ada'",
    ]
    assert operator_command("--unlock") == "Everybody can try to sign in again.\n"
    assert operator_command("--list") == "ada: last signed in never\n"
    assert attempt("10.0.0.1", password=PASSWORD) == 302
    assert re.fullmatch(r"ada: last signed in \d{4}-\d\d-\d\d \d\d:\d\d UTC\n", operator_command("--list"))


def test_an_operator_is_unlocked_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login_throttle, "MAX_ATTEMPTS_PER_NETWORK_AND_ACCOUNT", 1)
    make_operator()
    make_operator("bob")
    assert [attempt("10.0.0.1", name) for name in ("Ada", "ada", "bob", "bob")] == [403, 429, 403, 429]
    assert operator_command("ada", "--unlock") == (
        "Unlocked the operator ada. Attempts with other names still count for their addresses: "
        "`UNLOCK=1 make operator` forgets all.\n"
    )
    assert [attempt("10.0.0.1", name) for name in ("ada", "bob")] == [403, 429]


def test_the_list_of_lockouts_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login_throttle, "MAX_ATTEMPTS_PER_NETWORK", 1)
    for number in range(login_throttle.MAX_LISTED_LOCKOUTS + 5):
        attempt(f"10.0.0.{number}", "\x1b[2J" + "x" * 200)
    lockouts = login_throttle.lockouts()
    assert len(lockouts) == login_throttle.MAX_LISTED_LOCKOUTS
    assert {len(name) for _, name in lockouts} == {login_throttle.MAX_LISTED_NAME_CHARS}
    assert "\x1b" not in operator_command("--list")


def operator_command(*arguments: str) -> str:
    out = io.StringIO()
    call_command("operator", *arguments, stdout=out)
    return out.getvalue()


def test_an_address_is_blocked_after_its_attempts_for_any_account() -> None:
    make_operator()
    for number in range(MAX_ATTEMPTS_PER_NETWORK):
        sign_in(Client(), f"name{number}", "wrong", **{"X-Forwarded-For": "10.0.0.1"})
    assert sign_in(Client(), **{"X-Forwarded-For": "10.0.0.1"}).status_code == 429
    assert sign_in(Client(), **{"X-Forwarded-For": "10.0.0.2"}).status_code == 302


def test_the_limit_holds_without_the_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def unavailable(*_: Any, **__: Any) -> None:
        """Returns None, as django-redis does without Redis."""

    monkeypatch.setattr(cache, "add", unavailable)
    monkeypatch.setattr(cache, "incr", unavailable)
    statuses = [sign_in(Client(), "eve", "wrong").status_code for _ in range(MAX_ATTEMPTS_PER_NETWORK_AND_ACCOUNT + 2)]
    assert statuses[0] == 403
    assert statuses[-1] == 429


def test_the_login_form_is_shown_after_any_number_of_attempts() -> None:
    for _ in range(MAX_ATTEMPTS_PER_NETWORK + 1):
        sign_in(Client(), "eve", "wrong")
    page = Client().get("/dashboard/login")
    assert page.status_code == 200
    assert re.search(r'name="password" type="password"', page.content.decode())
