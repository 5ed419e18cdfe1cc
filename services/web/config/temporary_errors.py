"""Answers of 503 for what passes by itself: no database, a query that took too long, a slot that is taken.

Each says in `code`, in its message and in the log which of these it was. Other database errors (a missing column, a
violated constraint) are our bugs and stay a 500.
"""

import logging
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from psycopg.errors import QueryCanceled

from config.errors import RETRY_SECONDS, json_error

log = logging.getLogger("toponaut.temporary")


class TemporaryError(Exception):
    """A request cannot be answered now, but may be in `retry_seconds`. `code` is for programs and never changes."""

    def __init__(self, code: str, message: str, retry_seconds: int = RETRY_SECONDS) -> None:
        super().__init__(message)
        self.code, self.message, self.retry_seconds = code, message, retry_seconds


def temporary_error(exception: Exception) -> TemporaryError | None:
    """What passes by itself of an exception that a view raised; None if it does not."""
    if isinstance(exception, TemporaryError):
        return exception
    if not isinstance(exception, OperationalError | InterfaceError):
        return None
    if isinstance(exception.__cause__, QueryCanceled):  # by the timeout of config.query_timeout
        message = "The database needed too long for this request and stopped it. Try again in a few seconds."
        return TemporaryError("query_timeout", message)
    message = "The database does not answer. Nothing is wrong with the request: try again in a few seconds."
    return TemporaryError("database_away", message)


def temporary_error_response(request: HttpRequest, error: TemporaryError, cause: Exception) -> HttpResponse:
    """503 with Retry-After: JSON for the API, a page for everything else. Logs the error and its cause."""
    level = logging.WARNING if cause is error else logging.ERROR  # it was raised on purpose, or something failed
    log.log(level, "%s %s: %s: %s", request.method, request.path, error.code, cause)
    if request.path.startswith("/api/"):
        response: HttpResponse = json_error(
            status=HTTPStatus.SERVICE_UNAVAILABLE, code=error.code, message=error.message
        )
    else:
        response = render(request, "503.html", {"error": error}, status=HTTPStatus.SERVICE_UNAVAILABLE)
        response["Cache-Control"] = "no-store"
    response["Retry-After"] = str(error.retry_seconds)
    return response
