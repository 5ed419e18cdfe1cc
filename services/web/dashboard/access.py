"""Access to the operators' pages. Only these views have sessions: no other page reads or sets a cookie."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import User
from django.contrib.sessions.middleware import SessionMiddleware
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect

from config.errors import json_error
from dashboard.known_sources import DEVICE_COOKIE, forget_networks

View = Callable[..., HttpResponse]

_session_middleware: Callable[..., Any] = decorator_from_middleware(SessionMiddleware)
_authentication_middleware: Callable[..., Any] = decorator_from_middleware(AuthenticationMiddleware)


def with_session(view: View) -> View:
    """A view with session, user and CSRF protection, whose responses are never cached."""
    return _secure_cookies(never_cache(_session_middleware(_authentication_middleware(csrf_protect(view)))))


def operator_required(view: View) -> View:
    """A view for operators who are signed in. Other visitors are redirected to the login page."""

    @wraps(view)
    def guarded_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (request.user.is_authenticated and request.user.is_active and request.user.is_staff):
            return _signed_out_error() if request.path.endswith(".json") else redirect("dashboard:login")
        return view(request, *args, **kwargs)

    return with_session(guarded_view)


def end_access(user: User) -> None:
    """Delete the sessions and the known networks of the operator.

    Django refuses the sessions of a locked account but keeps them: they would be valid again with the account.
    """
    for session in Session.objects.all():  # only operators have one
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()
    forget_networks(user.get_username())


def _signed_out_error() -> HttpResponse:
    message = "You are signed out. Sign in again at /dashboard/login."
    return json_error(status=HTTPStatus.FORBIDDEN, code="signed_out", message=message)


def _secure_cookies(view: View) -> View:
    """Mark cookies as `secure` if the connection is encrypted. On a laptop it is not, so this cannot be a setting."""

    @wraps(view)
    def wrapped_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.COOKIES.get(settings.SESSION_COOKIE_NAME, "").isalnum():
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)  # PostgreSQL raises on a quoted NUL, for example
        response = view(request, *args, **kwargs)
        for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, DEVICE_COOKIE):
            if name in response.cookies and request.is_secure():
                response.cookies[name]["secure"] = True
        return response

    return wrapped_view
