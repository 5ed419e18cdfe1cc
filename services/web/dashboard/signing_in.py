"""Whether name, password and one-time code are an operator's."""

from typing import Any

from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.http import HttpRequest

from dashboard import second_factor
from dashboard.models import SecondFactor

LONGEST = 150  # characters, as a name's column; a longer password is none of ours, and would cost the hash


def operator(request: HttpRequest, sent: Any) -> User | None:
    """The operator, or None: which of the three was wrong is not said."""
    name, password, code = (str(sent.get(field, ""))[: LONGEST + 1] for field in ("name", "password", "code"))
    if not name or not password or "\0" in name or max(len(name), len(password)) > LONGEST:
        return None
    user = authenticate(request, username=name, password=password)
    if not isinstance(user, User) or not user.is_staff:
        return None
    factor = SecondFactor.objects.filter(user=user).first()
    return user if factor is None or second_factor.takes(factor, code) else None
