"""The API object: its version, its OpenAPI document, the routers of the apps, and the JSON error for each exception."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from config.errors import ApiError, default_error_code, json_error
from config.foreign_requests import refuse_foreign_changes
from config.temporary_errors import TEMPORARY_ERRORS, temporary_error_response
from config.uncaught_exceptions import record_uncaught_exception
from config.well_known import security_contact


def _contact_details() -> dict[str, str]:
    """SECURITY_CONTACT as OpenAPI's contact: an `email` or a `url`."""
    scheme, _, address = security_contact().partition(":")
    return {"mailto": {"email": address}, "https": {"url": security_contact()}}.get(scheme, {})


class Api(NinjaAPI):
    """Makes its OpenAPI document only once: that takes 50 ms, and it changes only with the release."""

    _document: OpenAPISchema | None = None

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        self._document = self._document or super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        return self._document


api = Api(
    title="Toponaut",
    version="1",
    description="Quizzes about the names of places, the places a guessed name stands for, and saved plays.",
    docs_url=None,  # ninja's viewer needs inline scripts, which our Content-Security-Policy forbids
    openapi_url="/openapi.json",
    servers=[{"url": "/", "description": "This site"}],
    openapi_extra={
        "info": {"contact": {"name": "The operator of this site", **_contact_details()}},
        "tags": [
            {"name": "quizzes", "description": "The catalogue, and the places that a guess stands for."},
            {"name": "plays", "description": "Saving, reading, changing and deleting plays, without an account."},
            {"name": "reports", "description": "Errors that pages of this site report about themselves."},
        ],
    },
)
api.add_decorator(refuse_foreign_changes, mode="view")


@api.exception_handler(ApiError)
def on_api_error(request: HttpRequest, error: ApiError) -> HttpResponse:
    return json_error(
        status=error.status,
        code=error.code,
        message=error.message,
        detail=error.detail,
        retry_after=error.retry_after,
    )


@api.exception_handler(ValidationError)
def on_invalid_input(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """400 whose code names the first invalid field: `bad_name`, `bad_places`; `bad_body` for the body as a whole."""
    first = error.errors[0]
    names = [str(part) for part in first["loc"]]
    field = next(name for name in reversed(names) if not name.isdecimal())  # numbers are positions in a list
    where = f"{field}[{names[-1]}]" if names[-1].isdecimal() else field
    code = f"bad_{field.lower().replace('-', '_')}"
    return json_error(status=HTTPStatus.BAD_REQUEST, code=code, message=f"{where}: {first['msg']}.")


@api.exception_handler(RequestDataTooBig)
def on_large_body(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    max_size = f"{(settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) / 2**20:.0f} MB"
    message = f"The body is larger than {max_size}. Send less at once."
    return json_error(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, code="content_too_large", message=message)


@api.exception_handler(UnreadablePostError)
def on_truncated_body(request: HttpRequest, error: UnreadablePostError) -> HttpResponse:
    """The client disconnected while it was sending. Usually nobody receives this response."""
    message = "The body ended before its length. Send it again, whole."
    return json_error(status=HTTPStatus.BAD_REQUEST, code="bad_body", message=message)


@api.exception_handler(Http404)
def on_not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return json_error(status=HTTPStatus.NOT_FOUND, code="not_found", message=str(error) or "There is no such thing.")


@api.exception_handler(HttpError)
def on_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    if error.status_code == HTTPStatus.BAD_REQUEST:  # ninja raises a 400 only for invalid JSON
        message = "The body cannot be read as JSON. Send one object, in UTF-8, as /api/v1/openapi.json describes it."
        return json_error(status=HTTPStatus.BAD_REQUEST, code="bad_body", message=message)
    return json_error(status=error.status_code, code=default_error_code(error.status_code), message=error.message)


for temporary_error in TEMPORARY_ERRORS:
    api.exception_handler(temporary_error)(temporary_error_response)


@api.exception_handler(Exception)
def on_uncaught_exception(request: HttpRequest, error: Exception) -> HttpResponse:
    record_uncaught_exception("a request to the API failed", request)
    message = "This is our fault; it has been logged. The request may work later."
    return json_error(status=HTTPStatus.INTERNAL_SERVER_ERROR, code="internal_server_error", message=message)


api.add_router("/quizzes", "quizzes.api.router")
api.add_router("/plays", "plays.api.router")
api.add_router("/client-errors", "reports.api.router")
