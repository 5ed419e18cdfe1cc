"""`manage.py operator <name>`: creates an operator's account for /dashboard/, or changes its password.

`--lock` refuses an account until `--unlock`. Who has tried too often to sign in (login_throttle) is locked out for a
quarter of an hour, or until `--unlock`. `--list` shows both.
"""

import getpass
import sys
from io import StringIO
from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from dashboard import login_throttle, second_factor
from dashboard.access import end_access
from dashboard.models import SecondFactor


class Command(BaseCommand):
    help = "Create an operator's account, or change its password. The password is asked for, or read from a pipe."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", nargs="?")
        actions = parser.add_mutually_exclusive_group()
        for action, explanation in (
            ("--list", "list the operators, and who is locked out"),
            ("--lock", "refuse the account, and end its sessions"),
            ("--unlock", "accept the account again, and forget attempts to sign in; without a name, everybody's"),
            ("--remove", "delete the account, and end its sessions"),
            ("--totp", "require one-time codes too, and show the QR code"),
            ("--no-totp", "stop requiring one-time codes"),
        ):
            actions.add_argument(action, action="store_true", help=explanation)

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["name"]
        if options["list"]:
            self._list()
        elif options["unlock"]:
            self._unlock(name)
        elif not name:
            raise CommandError("Name the account: `make operator NAME=ada`.")
        elif options["lock"]:
            self._lock(_find_operator(name))
        elif options["remove"]:
            self._remove(_find_operator(name))
        else:
            self._save(name, totp=options["totp"], no_totp=options["no_totp"])

    def _list(self) -> None:
        operators = User.objects.filter(is_staff=True).order_by("username").select_related("second_factor")
        for user in operators:
            last = f"{user.last_login:%Y-%m-%d %H:%M} UTC" if user.last_login else "never"
            codes = ", with one-time codes" if hasattr(user, "second_factor") else ""
            locked = "" if user.is_active else ", locked"
            self.stdout.write(f"{user.get_username()}: last signed in {last}{codes}{locked}")
        if not operators:
            self.stdout.write("There are no operators. `make operator NAME=ada` creates one.")
        for source, tried_name in login_throttle.lockouts():
            self.stdout.write(f"locked out for a quarter of an hour at most: {source}, as {tried_name!r}")

    def _unlock(self, name: str | None) -> None:
        if not name:
            login_throttle.forget_attempts()
            self.stdout.write("Everybody can try to sign in again.")
            return
        user = _find_operator(name)
        user.is_active = True
        user.save(update_fields=["is_active"])
        login_throttle.forget_attempts(user.get_username())
        self.stdout.write(
            f"Unlocked the operator {name}. Attempts with other names still count for their addresses: "
            "`UNLOCK=1 make operator` forgets all."
        )

    def _lock(self, user: User) -> None:
        user.is_active = False
        user.save(update_fields=["is_active"])
        end_access(user)
        self.stdout.write(f"Locked the operator {user}, and ended the sessions. {_how_to_unlock(user)}")

    def _remove(self, user: User) -> None:
        end_access(user)
        user.delete()
        self.stdout.write(f"Removed the operator {user}, and ended the sessions.")

    def _save(self, name: str, *, totp: bool, no_totp: bool) -> None:
        user, created = _save_account(name, _read_password())
        if no_totp:
            SecondFactor.objects.filter(user=user).delete()
        if totp:
            self._show_qr_code(_new_provisioning_uri(user))
        next_step = "Sign in at /dashboard/login." if user.is_active else f"It stays locked: {_how_to_unlock(user)}"
        self.stdout.write(f"{'Created' if created else 'Changed'} the operator {name}. {next_step}")

    def _show_qr_code(self, uri: str) -> None:
        """The QR code, readable on dark and light terminals, and its content as text."""
        import segno

        drawing = StringIO()
        segno.make(uri).terminal(out=drawing, compact=True)
        self.stdout.write(f"{drawing.getvalue()}\nScan it with an authenticator app, or type this into the app:\n{uri}")


def _read_password() -> str:
    """The password, typed twice, or one line from a pipe."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass("Password (at least 12 characters): ")
    if getpass.getpass("Again: ") != password:
        raise CommandError("The passwords differ. Nothing was changed.")
    return password


def _find_operator(name: str) -> User:
    user = User.objects.filter(username=name, is_staff=True).first()
    if user is None:
        raise CommandError(f"There is no operator {name!r}. `LIST=1 make operator` lists them.")
    return user


def _how_to_unlock(user: User) -> str:
    return f"`UNLOCK=1 make operator NAME={user}` unlocks it."


def _save_account(name: str, password: str) -> tuple[User, bool]:
    """The saved account, and whether it was created. A locked one stays locked. Raises CommandError."""
    user = User.objects.filter(username=name).first() or User(username=name)
    created = user.pk is None
    user.is_staff = True
    try:
        user.full_clean(exclude=["password"])
        validate_password(password, user)
    except ValidationError as error:
        raise CommandError(f"{' '.join(error.messages)} Nothing was changed.") from error
    user.set_password(password)
    user.save()
    return user, created


def _new_provisioning_uri(user: User) -> str:
    """Give the account a new secret for one-time codes. Returns the URI that an authenticator app takes."""
    secret = second_factor.new_secret()
    SecondFactor.objects.update_or_create(user=user, defaults={"secret": secret, "last_step": 0})
    return second_factor.provisioning_uri(secret, user.get_username())
