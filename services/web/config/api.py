"""The API: its versions, its documents, and how each exception is answered. The addresses belong to the apps."""

import logging
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from config.errors import ApiError, database_unavailable_error, default_error_code, json_error
from config.unexpected_errors import record_unexpected_error

log = logging.getLogger("toponaut.api")

api = NinjaAPI(
    title="Toponaut",
    version="1",
    description="Quizzes about the names of places, the places a guessed name stands for, and saved plays.",
    docs_url=None,  # its viewer needs inline scripts, which our pages forbid
    openapi_url="/openapi.json",
)


@api.exception_handler(ApiError)
def refused(request: HttpRequest, error: ApiError) -> HttpResponse:
    return json_error(status=error.status, code=error.code, message=error.message, detail=error.detail)


@api.exception_handler(ValidationError)
def bad_input(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """400 with the first wrong parameter or field in the code: `bad_name`, `bad_places`; `bad_body` for the whole."""
    first = error.errors[0]
    names = [str(part) for part in first["loc"]]
    field = next(name for name in reversed(names) if not name.isdecimal())  # numbers are positions in a list
    where = f"{field}[{names[-1]}]" if names[-1].isdecimal() else field
    code = f"bad_{field.lower().replace('-', '_')}"
    return json_error(status=HTTPStatus.BAD_REQUEST, code=code, message=f"{where}: {first['msg']}.")


@api.exception_handler(RequestDataTooBig)
def too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    most = f"{(settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) / 2**20:.0f} MB"
    message = f"The body is larger than {most}. Send less at once."
    return json_error(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, code="content_too_large", message=message)


@api.exception_handler(UnreadablePostError)
def cut_off(request: HttpRequest, error: UnreadablePostError) -> HttpResponse:
    """The page went away while it was sending; nobody reads this."""
    message = "The body ended before its length. Send it again, whole."
    return json_error(status=HTTPStatus.BAD_REQUEST, code="bad_body", message=message)


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return json_error(status=HTTPStatus.NOT_FOUND, code="not_found", message=str(error) or "There is no such thing.")


@api.exception_handler(HttpError)
def http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    if error.status_code == HTTPStatus.BAD_REQUEST:  # ninja raises it for this alone, in fewer words
        message = "The body cannot be read as JSON. Send one object, in UTF-8, as /api/v1/openapi.json describes it."
        return json_error(status=HTTPStatus.BAD_REQUEST, code="bad_body", message=message)
    return json_error(status=error.status_code, code=default_error_code(error.status_code), message=error.message)


@api.exception_handler(OperationalError)
@api.exception_handler(InterfaceError)
def unreachable(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("%s %s: database away: %s", request.method, request.path, error)
    return database_unavailable_error()


@api.exception_handler(Exception)
def unexpected(request: HttpRequest, error: Exception) -> HttpResponse:
    record_unexpected_error("a request to the API failed", request)
    message = "This is our fault; it has been logged. The request may work later."
    return json_error(status=HTTPStatus.INTERNAL_SERVER_ERROR, code="internal_server_error", message=message)


api.add_router("/quizzes", "quizzes.api.router")
api.add_router("/plays", "plays.api.router")
api.add_router("/client-errors", "reports.api.router")
