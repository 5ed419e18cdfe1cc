"""POST /api/v1/client-errors: a page tells of an error. It is answered 204 whatever becomes of the report."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from config.errors import ApiError
from config.schemas import ErrorAnswer
from reports.recording import record
from reports.schemas import LARGEST_BODY, SentError

router = Router(tags=["reports"])


@router.post("", response={204: None, 400: ErrorAnswer, 413: ErrorAnswer, 429: ErrorAnswer})
def client_errors(request: HttpRequest, response: HttpResponse, body: SentError) -> Status[None]:
    """Tell of an error that a page met. The same error needs to be told once for each page view."""
    if len(request.body) > LARGEST_BODY:
        message = f"A report may have {LARGEST_BODY // 1024} KB. Shorten the stack."
        raise ApiError(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, code="content_too_large", message=message)
    record(body, agent=request.headers.get("User-Agent", ""))
    response["Cache-Control"] = "no-store"
    return Status(HTTPStatus.NO_CONTENT, None)
