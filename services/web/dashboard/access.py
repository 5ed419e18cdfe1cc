"""Who may see the operators' pages. Sessions live here and nowhere else: no other page reads or sets a cookie."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect

from config.errors import json_error

View = Callable[..., HttpResponse]

_with_session: Callable[..., Any] = decorator_from_middleware(SessionMiddleware)
_with_user: Callable[..., Any] = decorator_from_middleware(AuthenticationMiddleware)


def with_session(view: View) -> View:
    """A view that knows who asks, whose forms are ours, and that nobody keeps."""
    return _closed_cookies(never_cache(_with_session(_with_user(csrf_protect(view)))))


def for_operators(view: View) -> View:
    """A view for operators who have signed in; others are sent to where they can."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (request.user.is_authenticated and request.user.is_active and request.user.is_staff):
            return _signed_out() if request.path.endswith(".json") else redirect("dashboard:login")
        return view(request, *args, **kwargs)

    return with_session(guarded)


def _signed_out() -> HttpResponse:
    message = "You are signed out. Sign in again at /dashboard/login."
    return json_error(status=HTTPStatus.FORBIDDEN, code="signed_out", message=message)


def _closed_cookies(view: View) -> View:
    """Cookies for encrypted connections alone, where the connection is one. A trial on a laptop has none."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.COOKIES.get(settings.SESSION_COOKIE_NAME, "").isalnum():
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)  # a quoted NUL, say, on which PostgreSQL raises
        response = view(request, *args, **kwargs)
        for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
            if name in response.cookies and request.is_secure():
                response.cookies[name]["secure"] = True
        return response

    return wrapped
