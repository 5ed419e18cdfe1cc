"""Middleware of every request: headers, JSON errors and HEAD for the API, 503 without a database."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from config.errors import RETRY_SECONDS, database_unavailable_error, json_error_from_page

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


class DatabaseUnavailableMiddleware:
    """Answer 503 when the database cannot be reached.

    Other database errors (a missing column, a violated constraint) are our bugs and stay a 500.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OperationalError | InterfaceError):
            return None
        if request.path.startswith("/api/"):
            return database_unavailable_error()
        response = render(request, "503.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
        response["Cache-Control"] = "no-store"
        response["Retry-After"] = str(RETRY_SECONDS)
        return response
