"""Operators' accounts, and signing in."""

from typing import Any

import pyotp
from django.contrib.auth.models import User
from django.test import Client

from dashboard.models import SecondFactor

LOGIN = "/dashboard/login"
PASSWORD = "a Sextant & 3 charts"


def make_operator(name: str = "ada", *, staff: bool = True, totp: bool = False) -> User:
    """An account whose password is PASSWORD."""
    user = User.objects.create_user(name, password=PASSWORD, is_staff=staff)
    if totp:
        SecondFactor.objects.create(user=user, secret=pyotp.random_base32())
    return user


def sign_in(client: Client, name: str = "ada", password: str = PASSWORD, code: str = "", **headers: str) -> Any:
    """Submit the login form. Returns the response."""
    return client.post(LOGIN, {"name": name, "password": password, "code": code}, headers=headers)


def signed_in_client(name: str = "ada") -> Client:
    client = Client()
    make_operator(name)
    assert sign_in(client, name)["Location"] == "/dashboard/"
    return client
