"""`manage.py operator <name>`: creates an operator's account for /dashboard/, or changes its password.

`--list` and `--unlock` show who can sign in and who is locked out, and let everybody try again.
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
        parser.add_argument("--unlock", action="store_true", help="let everybody who is locked out try again at once")
        parser.add_argument("--totp", action="store_true", help="require one-time codes too, and show the QR code")
        parser.add_argument("--no-totp", action="store_true", help="stop requiring one-time codes")
        parser.add_argument("--remove", action="store_true", help="delete the account, and end its sessions")

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["name"]
        if options["unlock"]:
            login_throttle.lift_limits()
            self.stdout.write("Everybody can try to sign in again.")
        if options["list"]:
            self._list()
        if options["unlock"] or options["list"]:
            return
        if not name:
            raise CommandError("Name the account: `manage.py operator NAME`.")
        if options["remove"]:
            self._remove(name)
            return
        user, created = _save_account(name, _read_password())
        if options["no_totp"]:
            SecondFactor.objects.filter(user=user).delete()
        if options["totp"]:
            self._show_qr_code(_new_provisioning_uri(user))
        self.stdout.write(f"{'Created' if created else 'Changed'} the operator {name}. Sign in at /dashboard/login.")

    def _list(self) -> None:
        for user in User.objects.filter(is_staff=True).order_by("username").select_related("second_factor"):
            last = f"{user.last_login:%Y-%m-%d %H:%M} UTC" if user.last_login else "never"
            codes = ", with one-time codes" if hasattr(user, "second_factor") else ""
            self.stdout.write(f"{user.get_username()}: last signed in {last}{codes}")
        for network, tried_name in login_throttle.refusals():
            self.stdout.write(f"locked out for a quarter of an hour at most: {network}, as {tried_name!r}")

    def _remove(self, name: str) -> None:
        removed, _ = User.objects.filter(username=name).delete()
        if not removed:
            raise CommandError(f"There is no operator {name!r}.")
        self.stdout.write(f"Removed the operator {name}.")

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


def _save_account(name: str, password: str) -> tuple[User, bool]:
    """The saved account, and whether it was created. Raises CommandError."""
    user = User.objects.filter(username=name).first() or User(username=name)
    created = user.pk is None
    user.is_staff = user.is_active = True
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
