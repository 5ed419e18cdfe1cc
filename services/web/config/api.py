"""The API: its versions, its documents, and how each exception is answered. The addresses belong to the apps."""

import logging
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from config.errors import ApiError, code_of, database_away, json_error

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
    """400 with the first wrong parameter in the code: `bad_name`, `bad_place`."""
    first = error.errors[0]
    parameter = first["loc"][-1]
    return json_error(status=HTTPStatus.BAD_REQUEST, code=f"bad_{parameter}", message=f"{parameter}: {first['msg']}.")


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return json_error(status=HTTPStatus.NOT_FOUND, code="not_found", message=str(error) or "There is no such thing.")


@api.exception_handler(HttpError)
def http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return json_error(status=error.status_code, code=code_of(error.status_code), message=error.message)


@api.exception_handler(OperationalError)
@api.exception_handler(InterfaceError)
def unreachable(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("%s %s: database away: %s", request.method, request.path, error)
    return database_away()


@api.exception_handler(Exception)
def unexpected(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("%s %s failed", request.method, request.get_full_path(), exc_info=error)
    message = "This is our fault; it has been logged. The request may work later."
    return json_error(status=HTTPStatus.INTERNAL_SERVER_ERROR, code="internal_server_error", message=message)


api.add_router("/quizzes", "quizzes.api.router")
api.add_router("/plays", "plays.api.router")
