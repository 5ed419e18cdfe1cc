"""`manage.py operator` makes accounts, and refuses passwords that are none."""

import io
import re
from typing import Any

import pyotp
import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

from dashboard.models import SecondFactor
from dashboard.tests.cast import PASSWORD, sign_in, signed_in

pytestmark = pytest.mark.django_db


def operator(monkeypatch: pytest.MonkeyPatch, *words: str, password: str = PASSWORD, **options: Any) -> str:
    """What the command prints; the password comes through a pipe."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    out = io.StringIO()
    call_command("operator", *words, stdout=out, **options)
    return out.getvalue()


def test_it_makes_an_account_that_signs_in(monkeypatch: pytest.MonkeyPatch) -> None:
    assert operator(monkeypatch, "grace") == "Made the operator grace, who signs in at /dashboard/login.\n"
    assert sign_in(Client(), "grace").status_code == 302
    assert not User.objects.get().is_superuser


def test_run_again_it_sets_another_password_and_keeps_the_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    operator(monkeypatch, "grace", "--totp")
    secret = SecondFactor.objects.get().secret
    said = operator(monkeypatch, "grace", password="another good password")
    assert said.startswith("Changed the operator grace")
    assert SecondFactor.objects.get().secret == secret
    code = pyotp.TOTP(secret).now()
    assert sign_in(Client(), "grace", PASSWORD, code).status_code == 403
    assert sign_in(Client(), "grace", "another good password", pyotp.TOTP(secret).now()).status_code == 302


def test_the_qr_code_is_shown_and_says_what_it_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    said = operator(monkeypatch, "grace", "--totp")
    secret = SecondFactor.objects.get().secret
    assert f"otpauth://totp/Toponaut:grace?secret={secret}&issuer=Toponaut" in said.replace("\n", "")
    assert re.search("[▀▄█]{5}", said)
    assert SecondFactor.objects.count() == 1
    operator(monkeypatch, "grace", "--no-totp")
    assert SecondFactor.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "password", "why"),
    [
        ("grace", "short", "at least 12 characters"),
        ("grace", "1234567890123", "entirely numeric"),
        ("grace", "password1234", "too common"),
        ("gracehopper", "gracehopper1", "too similar"),
        ("grace hopper!", PASSWORD, "valid username"),
        ("grace", "", "at least 12 characters"),
    ],
)
def test_what_is_no_account_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, password: str, why: str) -> None:
    with pytest.raises(CommandError, match=f"{why}.*Nothing was changed"):
        operator(monkeypatch, name, password=password)
    assert not User.objects.exists()


def test_removing_ends_the_session(monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in()
    assert operator(monkeypatch, "ada", "--remove") == "Removed the operator ada.\n"
    assert client.get("/dashboard/").status_code == 302
    with pytest.raises(CommandError, match="There is no operator 'ada'"):
        operator(monkeypatch, "ada", "--remove")
