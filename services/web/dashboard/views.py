"""The operators' pages, and what their charts are drawn from."""

import logging
from datetime import UTC, datetime
from http import HTTPStatus

from django.contrib import auth
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.errors import json_error
from dashboard import spans
from dashboard.access import for_operators, with_session
from dashboard.overview import figures as figures_of
from dashboard.overview import largest, overview
from dashboard.signing_in import operator
from dashboard.spans import Span
from dashboard.throttle import seconds_to_wait

log = logging.getLogger("toponaut.dashboard")


@for_operators
@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """Everything at a glance."""
    return render(request, "dashboard/dashboard.html", overview(datetime.now(UTC)))


@for_operators
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """`?begin=…&end=…`, in seconds since 1970: 3 hours to 400 days."""
    span = _span(request)
    return _no_span() if span is None else JsonResponse(figures_of(span))


@for_operators
@require_safe
def tops(request: HttpRequest) -> HttpResponse:
    """The same span's pages, quizzes and referrers. By itself: of a year it takes longer than the figures."""
    span = _span(request)
    return _no_span() if span is None else JsonResponse(largest(span))


@with_session
@require_http_methods(["GET", "HEAD", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """The form, and what becomes of it."""
    if request.method != "POST":
        return _form(request)
    wait = seconds_to_wait(request, request.POST.get("name", ""))
    if wait:
        log.warning("a try to sign in was refused: too many")
        minutes = -(-wait // 60)
        problem = f"Too many tries. Wait {minutes} minute{'s' if minutes > 1 else ''}, then try again."
        response = _form(request, problem=problem, status=HTTPStatus.TOO_MANY_REQUESTS)
        response["Retry-After"] = str(wait)
        return response
    user = operator(request, request.POST)
    if user is None:
        log.warning("a try to sign in failed")
        problem = "That is not right: the name, the password or the one-time code."
        return _form(request, problem=problem, status=HTTPStatus.FORBIDDEN)
    auth.login(request, user)
    request.session.clear_expired()  # nobody else does
    log.info("%s signed in", user.get_username())
    return redirect("dashboard:dashboard")


@with_session
@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    auth.logout(request)
    return redirect("dashboard:login")


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF_FAILURE_VIEW: the form's cookie is gone, or another site has sent the form."""
    return render(request, "dashboard/form_too_old.html", status=HTTPStatus.FORBIDDEN)


def _form(request: HttpRequest, *, problem: str = "", status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    sent = {"name": request.POST.get("name", "")[:150], "problem": problem}
    return render(request, "dashboard/login.html", sent, status=status)


def _span(request: HttpRequest) -> Span | None:
    return spans.between(request.GET.get("begin", ""), request.GET.get("end", ""))


def _no_span() -> HttpResponse:
    message = "Give begin and end in seconds since 1970, 3 hours to 400 days apart."
    return json_error(status=HTTPStatus.BAD_REQUEST, code="bad_span", message=message)
