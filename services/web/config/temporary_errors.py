"""503 for failures that pass by themselves: no database, a query that took too long, a slot that is taken.

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
    """A request that cannot be answered now, but perhaps after `retry_after` seconds. `code` never changes."""

    def __init__(self, code: str, message: str, retry_after: int = RETRY_SECONDS) -> None:
        super().__init__(message)
        self.code, self.message, self.retry_after = code, message, retry_after


TEMPORARY_ERRORS = (TemporaryError, OperationalError, InterfaceError)


def temporary_error(exception: Exception) -> TemporaryError:
    """What one of the TEMPORARY_ERRORS means for the client."""
    if isinstance(exception, TemporaryError):
        return exception
    if isinstance(exception.__cause__, QueryCanceled):  # by the timeout of config.query_timeout
        message = "The database needed too long for this request and stopped it. Try again in a few seconds."
        return TemporaryError("query_timeout", message)
    message = "The database does not answer. Nothing is wrong with the request: try again in a few seconds."
    return TemporaryError("database_away", message)


def temporary_error_response(request: HttpRequest, exception: Exception) -> HttpResponse:
    """503 for one of the TEMPORARY_ERRORS: JSON for the API, a page for everything else. Logs it."""
    error = temporary_error(exception)
    level = logging.WARNING if error is exception else logging.ERROR  # it was raised on purpose, or something failed
    log.log(level, "%s %s: %s: %s", request.method, request.path, error.code, exception)
    if request.path.startswith("/api/"):
        return json_error(
            status=HTTPStatus.SERVICE_UNAVAILABLE,
            code=error.code,
            message=error.message,
            retry_after=error.retry_after,
        )
    response = render(request, "503.html", {"error": error}, status=HTTPStatus.SERVICE_UNAVAILABLE)
    response["Cache-Control"] = "no-store"
    response["Retry-After"] = str(error.retry_after)
    return response
