"""Checks an operator's name, password and one-time code."""

from typing import Any

from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.http import HttpRequest

from dashboard import second_factor
from dashboard.models import SecondFactor

# Of name and password: the width of the name's column. Longer passwords are refused because hashing costs CPU time.
MAX_CREDENTIAL_LENGTH = 150


def authenticate_operator(request: HttpRequest, form: Any) -> User | None:
    """The operator, or None. Does not reveal whether name, password or code was wrong."""
    name, password, code = (
        str(form.get(field, ""))[: MAX_CREDENTIAL_LENGTH + 1] for field in ("name", "password", "code")
    )
    if not name or not password or "\0" in name or max(len(name), len(password)) > MAX_CREDENTIAL_LENGTH:
        return None
    user = authenticate(request, username=name, password=password)
    if not isinstance(user, User) or not user.is_staff:
        return None
    factor = SecondFactor.objects.filter(user=user).first()
    return user if factor is None or second_factor.accept_code(factor, code) else None
