"""The operators' pages, and the JSON data of their charts."""

import logging
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from http import HTTPStatus

from django.contrib import auth
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.errors import json_error
from config.work_slot import work_slot
from dashboard import overview
from dashboard.access import operator_required, with_session
from dashboard.known_sources import account_of, known_device, remember
from dashboard.login import authenticate_operator
from dashboard.login_throttle import seconds_to_wait
from dashboard.time_spans import TimeSpan, parse_span

log = logging.getLogger("toponaut.dashboard")

# For nginx, which counts them towards a ban and does not pass the header on (nginx/configuration/snippets/proxy.conf).
FAILED_SIGN_IN_HEADER = "X-Failed-Sign-In"


@operator_required
@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """The dashboard: warnings, charts, uptime, backups, releases and errors on one page."""
    return render(request, "dashboard/dashboard.html", overview.overview(datetime.now(UTC)))


@operator_required
@require_safe
def chart_data(request: HttpRequest) -> HttpResponse:
    """The charts' data. `?begin=…&end=…`, in seconds since 1970: 3 hours to 400 days apart."""
    span = _requested_span(request)
    return _bad_span_error() if span is None else JsonResponse(overview.chart_data(span))


@operator_required
@require_safe
def top_lists(request: HttpRequest) -> HttpResponse:
    """The top lists of a span. They are a separate request, because for a year they take longer than the charts."""
    span = _requested_span(request)
    return _bad_span_error() if span is None else JsonResponse(overview.top_list_data(span))


@with_session
@require_http_methods(["GET", "HEAD", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """The login form, and its submission."""
    if request.method != "POST":
        return _login_form(request)
    with _hashing_slot(request):
        return _sign_in(request)


def _hashing_slot(request: HttpRequest) -> AbstractContextManager[None]:
    """To hash a password takes 0.4 s. A known device has so few attempts that it needs no slot, and always gets in."""
    is_known = known_device(request, account_of(request.POST.get("name", "")))
    return nullcontext() if is_known else work_slot()


def _sign_in(request: HttpRequest) -> HttpResponse:
    wait = seconds_to_wait(request, request.POST.get("name", ""))
    if wait:
        log.warning("a login was refused: too many attempts")
        return _too_many_attempts(request, wait)
    user = authenticate_operator(request, request.POST)
    if user is None:
        log.warning("a login failed")
        problem = "The name, the password or the one-time code is wrong."
        return _failed_sign_in(request, problem, HTTPStatus.FORBIDDEN)
    auth.login(request, user)
    request.session.clear_expired()  # nothing else deletes expired sessions
    log.info("%s signed in", user.get_username())
    response = redirect("dashboard:dashboard")
    remember(request, response, user.get_username())
    return response


@with_session
@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    auth.logout(request)
    return redirect("dashboard:login")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF_FAILURE_VIEW: the form's cookie is gone, or another site has sent the form."""
    return render(request, "dashboard/csrf_failure.html", status=HTTPStatus.FORBIDDEN)


def _too_many_attempts(request: HttpRequest, wait: int) -> HttpResponse:
    minutes = -(-wait // 60)
    problem = f"Too many tries. Wait {minutes} minute{'s' if minutes > 1 else ''}, then try again."
    response = _failed_sign_in(request, problem, HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = str(wait)
    return response


def _failed_sign_in(request: HttpRequest, problem: str, status: HTTPStatus) -> HttpResponse:
    response = _login_form(request, problem=problem, status=status)
    response[FAILED_SIGN_IN_HEADER] = "1"
    return response


def _login_form(request: HttpRequest, *, problem: str = "", status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    context = {"name": request.POST.get("name", "")[:150], "problem": problem}
    return render(request, "dashboard/login.html", context, status=status)


def _requested_span(request: HttpRequest) -> TimeSpan | None:
    return parse_span(request.GET.get("begin", ""), request.GET.get("end", ""))


def _bad_span_error() -> HttpResponse:
    message = "Give begin and end in seconds since 1970, 3 hours to 400 days apart."
    return json_error(status=HTTPStatus.BAD_REQUEST, code="bad_span", message=message)
