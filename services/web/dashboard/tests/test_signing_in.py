"""Operators get in with name and password, and with a one-time code where their account has one."""

import time

import pyotp
import pytest
from django.contrib.auth.models import User
from django.test import Client

from dashboard import second_factor
from dashboard.tests.cast import LOGIN, PASSWORD, an_operator, sign_in, signed_in

pytestmark = pytest.mark.django_db

PAGES = ["/dashboard/", "/dashboard/figures.json", "/dashboard/tops.json"]


def test_an_operator_gets_in_and_out_again() -> None:
    client = signed_in()
    assert client.get("/dashboard/").status_code == 200
    assert client.post("/dashboard/logout")["Location"] == LOGIN
    assert client.get("/dashboard/")["Location"] == LOGIN


@pytest.mark.parametrize("path", PAGES)
def test_nobody_else_sees_anything(path: str) -> None:
    response = Client().get(path)
    assert response.status_code == (403 if path.endswith("json") else 302)
    assert b"requests" not in response.content.lower()


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("ada", "another password"),
        ("bob", PASSWORD),
        ("", PASSWORD),
        ("ada", ""),
        ("a\0da", PASSWORD),
        ("ADA", PASSWORD),
        ("ada", PASSWORD + "x" * 10_000),
        ("x" * 10_000, PASSWORD),
    ],
)
def test_wrong_words_are_refused_in_the_same_words(name: str, password: str) -> None:
    an_operator()
    client = Client()
    response = sign_in(client, name, password)
    assert response.status_code == 403
    assert "That is not right: the name, the password or the one-time code." in response.content.decode()
    assert client.get("/dashboard/").status_code == 302


def test_an_account_that_is_no_operators_is_refused() -> None:
    an_operator("player", staff=False)
    assert sign_in(Client(), "player").status_code == 403


def test_who_is_no_operator_any_more_is_out_at_once() -> None:
    client = signed_in()
    User.objects.update(is_staff=False)
    assert client.get("/dashboard/").status_code == 302


def test_a_new_password_ends_the_sessions() -> None:
    client = signed_in()
    user = User.objects.get()
    user.set_password("another good password")
    user.save()
    assert client.get("/dashboard/").status_code == 302


def test_a_code_is_asked_for_where_the_account_has_one() -> None:
    secret = an_operator(totp=True).second_factor.secret
    assert sign_in(Client()).status_code == 403
    assert sign_in(Client(), code="000000" if pyotp.TOTP(secret).now() != "000000" else "000001").status_code == 403
    code = pyotp.TOTP(secret).now()
    assert sign_in(Client(), code=f"{code[:3]} {code[3:]}").status_code == 302


def test_a_code_lets_in_once() -> None:
    secret = an_operator(totp=True).second_factor.secret
    code = pyotp.TOTP(secret).now()
    assert [sign_in(Client(), code=code).status_code for _ in range(2)] == [302, 403]


def test_a_code_of_half_a_minute_ago_is_good_and_an_older_one_is_not() -> None:
    factor = an_operator(totp=True).second_factor
    totp, now = pyotp.TOTP(factor.secret), int(time.time()) // 30
    assert not second_factor.takes(factor, totp.generate_otp(now - 3))
    assert second_factor.takes(factor, totp.generate_otp(now))
    assert not second_factor.takes(factor, totp.generate_otp(now - 1))  # another one was used after it


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "\0"])
def test_what_is_no_code_is_none(code: str) -> None:
    assert not second_factor.takes(an_operator(totp=True).second_factor, code)


def test_a_form_of_another_site_is_refused() -> None:
    an_operator()
    client = Client(enforce_csrf_checks=True)
    assert sign_in(client).status_code == 403
    token = client.get(LOGIN).context["csrf_token"]
    sent = {"name": "ada", "password": PASSWORD, "csrfmiddlewaretoken": str(token)}
    assert client.post(LOGIN, sent).status_code == 302
    assert client.post("/dashboard/logout").status_code == 403
    assert client.get("/dashboard/").status_code == 200
