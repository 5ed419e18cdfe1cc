"""`manage.py operator <name>`: creates an operator's account for /dashboard/, or changes its password.

`--list` shows who can sign in and who is locked out. `--lock` locks an account, and `--unlock` unlocks it and lets
everybody try again.
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
from dashboard.models import SecondFactor


class Command(BaseCommand):
    help = "Create an operator's account, or change its password. The password is asked for, or read from a pipe."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", nargs="?")
        parser.add_argument("--list", action="store_true", help="list the operators, and who is locked out")
        action = parser.add_mutually_exclusive_group()
        action.add_argument("--lock", action="store_true", help="refuse the account, and end its sessions")
        action.add_argument(
            "--unlock",
            action="store_true",
            help="let everybody who is locked out try again at once; with a name, accept this account again",
        )
        action.add_argument("--remove", action="store_true", help="delete the account, and end its sessions")
        codes = parser.add_mutually_exclusive_group()
        codes.add_argument("--totp", action="store_true", help="require one-time codes too, and show the QR code")
        codes.add_argument("--no-totp", action="store_true", help="stop requiring one-time codes")

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["name"]
        if options["unlock"]:
            self._unlock(name)
        elif not name and not options["list"]:
            raise CommandError("Name the account: `make operator NAME=ada`.")
        elif options["lock"] or options["remove"]:
            self._lock_or_remove(name, remove=options["remove"])
        elif not options["list"]:
            self._save(name, totp=options["totp"], no_totp=options["no_totp"])
        if options["list"]:
            self._list()

    def _list(self) -> None:
        operators = User.objects.filter(is_staff=True).order_by("username").select_related("second_factor")
        for user in operators:
            last = f"{user.last_login:%Y-%m-%d %H:%M} UTC" if user.last_login else "never"
            codes = ", with one-time codes" if hasattr(user, "second_factor") else ""
            locked = "" if user.is_active else ", locked"
            self.stdout.write(f"{user.get_username()}: last signed in {last}{codes}{locked}")
        if not operators:
            self.stdout.write("There are no operators. `make operator NAME=ada` creates one.")
        for place, tried_name in login_throttle.lockouts():
            self.stdout.write(f"locked out for a quarter of an hour at most: {place}, as {tried_name!r}")

    def _unlock(self, name: str | None) -> None:
        if name:
            _change_active(name, active=True)
            self.stdout.write(f"Unlocked the operator {name}.")
        login_throttle.lift_limits()
        self.stdout.write("Everybody can try to sign in again.")

    def _lock_or_remove(self, name: str, *, remove: bool) -> None:
        if remove:
            _find_operator(name).delete()
            self.stdout.write(f"Removed the operator {name}.")
            return
        _change_active(name, active=False)
        self.stdout.write(f"Locked the operator {name}, and ended the sessions. {_how_to_unlock(name)}")

    def _save(self, name: str, *, totp: bool, no_totp: bool) -> None:
        user, created = _save_account(name, _read_password())
        if no_totp:
            SecondFactor.objects.filter(user=user).delete()
        if totp:
            self._show_qr_code(_new_provisioning_uri(user))
        next_step = "Sign in at /dashboard/login." if user.is_active else f"It stays locked: {_how_to_unlock(name)}"
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


def _change_active(name: str, *, active: bool) -> None:
    """Django refuses an account that is not active, and the next request of each of its sessions."""
    user = _find_operator(name)
    user.is_active = active
    user.save(update_fields=["is_active"])


def _how_to_unlock(name: str) -> str:
    return f"`UNLOCK=1 make operator NAME={name}` unlocks it."


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
