"""Operators sign in with name and password, and with a one-time code if their account has a second factor."""

import time

import pyotp
import pytest
from django.contrib.auth.models import User
from django.test import Client

from dashboard import second_factor
from dashboard.tests.factories import LOGIN, PASSWORD, make_operator, sign_in, signed_in_client

pytestmark = pytest.mark.django_db

PAGES = ["/dashboard/", "/dashboard/figures.json", "/dashboard/tops.json"]


def test_an_operator_signs_in_and_out() -> None:
    client = signed_in_client()
    assert client.get("/dashboard/").status_code == 200
    assert client.post("/dashboard/logout")["Location"] == LOGIN
    assert client.get("/dashboard/")["Location"] == LOGIN


@pytest.mark.parametrize("path", PAGES)
def test_other_visitors_see_nothing(path: str) -> None:
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
def test_wrong_credentials_are_refused_with_one_message(name: str, password: str) -> None:
    make_operator()
    client = Client()
    response = sign_in(client, name, password)
    assert response.status_code == 403
    assert "The name, the password or the one-time code is wrong." in response.content.decode()
    assert client.get("/dashboard/").status_code == 302


def test_an_account_without_staff_status_is_refused() -> None:
    make_operator("player", staff=False)
    assert sign_in(Client(), "player").status_code == 403


def test_losing_staff_status_ends_access_at_once() -> None:
    client = signed_in_client()
    User.objects.update(is_staff=False)
    assert client.get("/dashboard/").status_code == 302


def test_a_new_password_ends_the_sessions() -> None:
    client = signed_in_client()
    user = User.objects.get()
    user.set_password("another good password")
    user.save()
    assert client.get("/dashboard/").status_code == 302


def test_an_account_with_a_second_factor_needs_a_code() -> None:
    secret = make_operator(totp=True).second_factor.secret
    assert sign_in(Client()).status_code == 403
    assert sign_in(Client(), code="000000" if pyotp.TOTP(secret).now() != "000000" else "000001").status_code == 403
    code = pyotp.TOTP(secret).now()
    assert sign_in(Client(), code=f"{code[:3]} {code[3:]}").status_code == 302


def test_a_code_is_accepted_once() -> None:
    secret = make_operator(totp=True).second_factor.secret
    code = pyotp.TOTP(secret).now()
    assert [sign_in(Client(), code=code).status_code for _ in range(2)] == [302, 403]


def test_a_code_is_valid_for_half_a_minute_and_not_after_a_newer_one() -> None:
    factor = make_operator(totp=True).second_factor
    totp, step = pyotp.TOTP(factor.secret), int(time.time()) // 30
    assert not second_factor.accept_code(factor, totp.generate_otp(step - 3))
    assert second_factor.accept_code(factor, totp.generate_otp(step))
    assert not second_factor.accept_code(factor, totp.generate_otp(step - 1))  # a newer code was used


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "\0"])
def test_an_invalid_code_is_refused(code: str) -> None:
    assert not second_factor.accept_code(make_operator(totp=True).second_factor, code)


def test_a_form_without_csrf_token_is_refused() -> None:
    make_operator()
    client = Client(enforce_csrf_checks=True)
    assert sign_in(client).status_code == 403
    token = client.get(LOGIN).context["csrf_token"]
    form = {"name": "ada", "password": PASSWORD, "csrfmiddlewaretoken": str(token)}
    assert client.post(LOGIN, form).status_code == 302
    assert client.post("/dashboard/logout").status_code == 403
    assert client.get("/dashboard/").status_code == 200
