"""`manage.py operator <name>`: an operator's account for /dashboard/; run again, it sets another password."""

import getpass
import sys
from io import StringIO
from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from dashboard import second_factor
from dashboard.models import SecondFactor


class Command(BaseCommand):
    help = "Make an operator's account, or set its password anew. The password is asked for, or read from a pipe."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--totp", action="store_true", help="ask for one-time codes too, and show the QR code")
        parser.add_argument("--no-totp", action="store_true", help="ask for no one-time codes any more")
        parser.add_argument("--remove", action="store_true", help="delete the account, and end its sessions")

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["name"]
        if options["remove"]:
            removed, _ = User.objects.filter(username=name).delete()
            if not removed:
                raise CommandError(f"There is no operator {name!r}.")
            self.stdout.write(f"Removed the operator {name}.")
            return
        user, new = _with_password(name, _asked())
        if options["no_totp"]:
            SecondFactor.objects.filter(user=user).delete()
        if options["totp"]:
            self._show(_with_second_factor(user))
        self.stdout.write(f"{'Made' if new else 'Changed'} the operator {name}, who signs in at /dashboard/login.")

    def _show(self, address: str) -> None:
        """The QR code, for a terminal of any colour, and what it says."""
        import segno

        drawn = StringIO()
        segno.make(address).terminal(out=drawn, compact=True)
        self.stdout.write(
            f"{drawn.getvalue()}\nScan it with an app for one-time codes, or type this in there:\n{address}"
        )


def _asked() -> str:
    """The password, typed twice, or a line of a pipe."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass("Password (at least 12 characters): ")
    if getpass.getpass("Again: ") != password:
        raise CommandError("The two are not the same. Nothing was changed.")
    return password


def _with_password(name: str, password: str) -> tuple[User, bool]:
    """The account, saved, and whether it is new. Raises CommandError."""
    user = User.objects.filter(username=name).first() or User(username=name)
    new = user.pk is None
    user.is_staff = user.is_active = True
    try:
        user.full_clean(exclude=["password"])
        validate_password(password, user)
    except ValidationError as refused:
        raise CommandError(f"{' '.join(refused.messages)} Nothing was changed.") from refused
    user.set_password(password)
    user.save()
    return user, new


def _with_second_factor(user: User) -> str:
    """A new secret for the account, as the address that telephones take."""
    secret = second_factor.new_secret()
    SecondFactor.objects.update_or_create(user=user, defaults={"secret": secret, "last_step": 0})
    return second_factor.address(secret, user.get_username())
