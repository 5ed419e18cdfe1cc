"""Errors of the API. All have one shape: {"error": {"code", "message"}}."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, JsonResponse

RETRY_SECONDS = 5  # within this time a restarting database answers again


class ApiError(Exception):
    """Raised by an API view to refuse a request.

    `code` is for programs and never changes. `message` is for people: what was wrong, what was expected. `detail`:
    further keys of the error, if a program needs them to correct its request. `retry_after`: seconds after which the
    same request may succeed.
    """

    def __init__(
        self,
        *,
        status: int,
        code: str,
        message: str,
        detail: Mapping[str, Any] | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.detail = status, code, message, detail or {}
        self.retry_after = retry_after


# Python 3.13 renamed some statuses; an error code never changes.
_FIXED_CODES = {
    413: "content_too_large",
    414: "uri_too_long",
    416: "range_not_satisfiable",
    422: "unprocessable_content",
}


def default_error_code(status: int) -> str:
    """The code of an error that is known by its status alone: 404 is `not_found`."""
    return _FIXED_CODES.get(status) or HTTPStatus(status).name.lower()


def json_error(
    *, status: int, code: str, message: str, detail: Mapping[str, Any] | None = None, retry_after: int | None = None
) -> JsonResponse:
    """An error response. It is never cached: the next release may know the quiz, the database may be back."""
    response = JsonResponse({"error": {"code": code, "message": message, **(detail or {})}}, status=status)
    response["Cache-Control"] = "no-store"
    response["Content-Length"] = str(len(response.content))
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        retry_after = retry_after or RETRY_SECONDS
    if retry_after is not None:
        response["Retry-After"] = str(retry_after)
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = "Bearer"
    return response


def json_error_from_page(response: HttpResponse) -> JsonResponse:
    """The JSON error for an HTML error page of Django or of a middleware."""
    status = HTTPStatus(response.status_code)
    messages = {
        HTTPStatus.NOT_FOUND: "Nothing has this address. /api/v1/openapi.json lists all addresses.",
        HTTPStatus.METHOD_NOT_ALLOWED: f"This address answers {response.get('Allow', 'other methods')} only.",
        HTTPStatus.INTERNAL_SERVER_ERROR: "This is our fault; it has been logged. The request may work later.",
    }
    message = messages.get(status, f"{status.description or status.phrase}.")
    error = json_error(status=status, code=default_error_code(status), message=message)
    if "Allow" in response:
        error["Allow"] = response["Allow"]
    return error
