"""`manage.py operator` creates, lists, locks, unlocks and removes accounts. It refuses weak passwords."""

import io
import re
from itertools import combinations, product
from typing import Any

import pyotp
import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client

from dashboard.models import KnownNetwork, SecondFactor
from dashboard.tests.factories import PASSWORD, make_operator, sign_in, signed_in_client

pytestmark = pytest.mark.django_db


def run_operator(monkeypatch: pytest.MonkeyPatch, *arguments: str, password: str = PASSWORD, **options: Any) -> str:
    """Run the command with the password on a pipe. Returns what it prints."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    out = io.StringIO()
    call_command("operator", *arguments, stdout=out, **options)
    return out.getvalue()


def test_it_creates_an_account_that_can_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run_operator(monkeypatch, "grace") == "Created the operator grace. Sign in at /dashboard/login.\n"
    assert sign_in(Client(), "grace").status_code == 302
    assert not User.objects.get().is_superuser


def test_a_second_run_changes_the_password_and_keeps_the_second_factor(monkeypatch: pytest.MonkeyPatch) -> None:
    run_operator(monkeypatch, "grace", "--totp")
    secret = SecondFactor.objects.get().secret
    output = run_operator(monkeypatch, "grace", password="another good password")
    assert output.startswith("Changed the operator grace")
    assert SecondFactor.objects.get().secret == secret
    code = pyotp.TOTP(secret).now()
    assert sign_in(Client(), "grace", PASSWORD, code).status_code == 403
    assert sign_in(Client(), "grace", "another good password", pyotp.TOTP(secret).now()).status_code == 302


def test_the_qr_code_is_printed_with_its_content(monkeypatch: pytest.MonkeyPatch) -> None:
    output = run_operator(monkeypatch, "grace", "--totp")
    secret = SecondFactor.objects.get().secret
    assert f"otpauth://totp/Toponaut:grace?secret={secret}&issuer=Toponaut" in output.replace("\n", "")
    assert re.search("[▀▄█]{5}", output)
    assert SecondFactor.objects.count() == 1
    run_operator(monkeypatch, "grace", "--no-totp")
    assert SecondFactor.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "password", "reason"),
    [
        ("grace", "short", "at least 12 characters"),
        ("grace", "1234567890123", "entirely numeric"),
        ("grace", "password1234", "too common"),
        ("gracehopper", "gracehopper1", "too similar"),
        ("grace hopper!", PASSWORD, "valid username"),
        ("grace", "", "at least 12 characters"),
    ],
)
def test_an_invalid_name_or_password_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, password: str, reason: str
) -> None:
    with pytest.raises(CommandError, match=f"{reason}.*Nothing was changed"):
        run_operator(monkeypatch, name, password=password)
    assert not User.objects.exists()


@pytest.mark.parametrize("option", ["--lock", "--remove"])
def test_locking_or_removing_an_operator_forgets_sessions_and_networks(
    monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    ada, bob = signed_in_client("ada"), signed_in_client("bob")
    run_operator(monkeypatch, "ada", option)
    assert ada.get("/dashboard/").status_code == 302
    assert bob.get("/dashboard/").status_code == 200
    assert Session.objects.count() == 1
    assert [row.account for row in KnownNetwork.objects.all()] == ["bob"]


def test_a_removed_operator_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    make_operator()
    assert run_operator(monkeypatch, "ada", "--remove") == "Removed the operator ada, and ended the sessions.\n"
    with pytest.raises(CommandError, match="There is no operator 'ada'"):
        run_operator(monkeypatch, "ada", "--remove")


def test_a_locked_operator_signs_in_anew_once_unlocked(monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in_client()
    session = client.cookies["sessionid"].value
    output = run_operator(monkeypatch, "ada", "--lock")
    assert output == "Locked the operator ada, and ended the sessions. `UNLOCK=1 make operator NAME=ada` unlocks it.\n"
    assert sign_in(Client()).status_code == 403
    assert run_operator(monkeypatch, "--list").rstrip().endswith(", locked")
    assert run_operator(monkeypatch, "ada", "--unlock").startswith("Unlocked the operator ada. ")
    assert "locked" not in run_operator(monkeypatch, "--list")
    stolen = Client()
    stolen.cookies["sessionid"] = session
    assert stolen.get("/dashboard/").status_code == 302
    assert sign_in(client).status_code == 302


def test_a_new_password_does_not_unlock(monkeypatch: pytest.MonkeyPatch) -> None:
    run_operator(monkeypatch, "ada")
    run_operator(monkeypatch, "ada", "--lock")
    output = run_operator(monkeypatch, "ada", password="another good password")
    assert output == "Changed the operator ada. It stays locked: `UNLOCK=1 make operator NAME=ada` unlocks it.\n"
    assert sign_in(Client(), "ada", "another good password").status_code == 403


@pytest.mark.parametrize("option", ["--lock", "--unlock", "--remove"])
def test_an_unknown_name_changes_nothing(monkeypatch: pytest.MonkeyPatch, option: str) -> None:
    run_operator(monkeypatch, "ada")
    with pytest.raises(CommandError, match=r"There is no operator 'bob'\. `LIST=1 make operator` lists them\."):
        run_operator(monkeypatch, "bob", option)
    assert User.objects.get().is_active


@pytest.mark.parametrize("options", [["--lock"], ["--remove"], ["--totp"], ["--no-totp"], []], ids=" ".join)
def test_a_name_is_required(monkeypatch: pytest.MonkeyPatch, options: list[str]) -> None:
    with pytest.raises(CommandError, match="Name the account"):
        run_operator(monkeypatch, *options)


ACTIONS = ["--list", "--lock", "--unlock", "--remove", "--totp", "--no-totp"]


def test_two_actions_at_once_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    make_operator()
    for actions, name in product(combinations(ACTIONS, 2), [["ada"], []]):
        with pytest.raises(CommandError, match="not allowed with"):
            run_operator(monkeypatch, *name, *actions)
    assert User.objects.get().is_active
    assert not SecondFactor.objects.exists()


def test_without_operators_the_list_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run_operator(monkeypatch, "--list") == "There are no operators. `make operator NAME=ada` creates one.\n"
