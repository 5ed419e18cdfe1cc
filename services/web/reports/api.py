"""POST /api/v1/client-errors: a page reports an error. The answer is 204, whether the report is kept or dropped."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from config.errors import ApiError
from config.schemas import REFUSED_CHANGE, ErrorAnswer
from reports.client_errors import record_client_error
from reports.schemas import MAX_BODY_BYTES, ClientErrorReport

router = Router(tags=["reports"])


@router.post("", response={204: None, 400: ErrorAnswer, 413: ErrorAnswer, 429: ErrorAnswer, **REFUSED_CHANGE})
def client_errors(request: HttpRequest, response: HttpResponse, body: ClientErrorReport) -> Status[None]:
    """Report an error that a page met. Send the same error once for each page view."""
    if len(request.body) > MAX_BODY_BYTES:
        message = f"A report may have {MAX_BODY_BYTES // 1024} KB. Shorten the stack."
        raise ApiError(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, code="content_too_large", message=message)
    record_client_error(body, user_agent=request.headers.get("User-Agent", ""))
    response["Cache-Control"] = "no-store"
    return Status(HTTPStatus.NO_CONTENT, None)
