"""Middleware of every request: headers, JSON errors and HEAD for the API, the slot for large bodies, 503."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from config.errors import json_error_from_page
from config.temporary_errors import TEMPORARY_ERRORS, temporary_error_response
from config.work_slot import MAX_BODY_WITHOUT_SLOT, work_slot

GetResponse = Callable[[HttpRequest], HttpResponse]


def release_header(get_response: GetResponse) -> GetResponse:
    """Name the release in every response, because two releases run at once during a deploy."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["X-Toponaut-Release"] = settings.RELEASE
        return response

    return middleware


def isolation_headers(get_response: GetResponse) -> GetResponse:
    """No other site may embed a response, unless its view says so, and no page may use a device of its visitor."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response["Permissions-Policy"] = settings.PERMISSIONS_POLICY
        return response

    return middleware


def json_api_errors(get_response: GetResponse) -> GetResponse:
    """Turn HTML error pages under /api/ into JSON: unknown addresses and methods never reach the API's own code."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_json = response.get("Content-Type", "").startswith("application/json")
        if request.path.startswith("/api/") and response.status_code >= HTTPStatus.BAD_REQUEST and not is_json:
            return json_error_from_page(response)
        return response

    return middleware


def api_head_requests(get_response: GetResponse) -> GetResponse:
    """Answer HEAD as GET without the body: ninja knows only the methods that its views name."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method != "HEAD" or not request.path.startswith("/api/"):
            return get_response(request)
        request.method = "GET"
        response = get_response(request)
        request.method, response.content = "HEAD", b""  # the header Content-Length keeps the length of the GET
        return response

    return middleware


def large_body_slot(get_response: GetResponse) -> GetResponse:
    """Read large bodies only in the work slot: to parse the largest and read its places takes 115 ms (decision 47)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or ""
        if not length.isdecimal() or int(length) <= MAX_BODY_WITHOUT_SLOT:
            return get_response(request)
        try:
            with work_slot():
                return get_response(request)
        except TEMPORARY_ERRORS as exception:  # of the slot; those of views are handled below
            return temporary_error_response(request, exception)

    return middleware


class TemporaryErrorMiddleware:
    """Answer 503 when a request fails for a reason that passes by itself, such as a database that does not answer."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return temporary_error_response(request, exception) if isinstance(exception, TEMPORARY_ERRORS) else None
