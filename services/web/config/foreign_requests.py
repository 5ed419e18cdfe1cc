"""Refuses changes that another website sends from the browser of one of its visitors.

Such a site would use up what its visitors' addresses may store in a day. Browsers let it send a body that looks like
plain text or a form without asking us first, so the API takes JSON only; and they name the site in `Origin`.
"""

import logging
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

from config.errors import default_error_code, json_error
from config.site_origin import site_origin

View = Callable[..., HttpResponse]

log = logging.getLogger("toponaut.foreign_requests")

UNNAMED_PROXY = (
    "The page came by https, and the request reached the site by http. If a proxy with TLS is in front of the site, "
    "the site's operator must name it in TRUSTED_PROXY, and it must send X-Forwarded-Proto."
)
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


def refuse_foreign_changes(view: View) -> View:
    """Wrap the view of an API operation: a change from a foreign origin gets 403, a body that is not JSON gets 415."""

    @wraps(view)
    def guarded_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method in SAFE_METHODS:
            return view(request, *args, **kwargs)
        if _is_foreign(request):
            return _foreign_origin_error(request)
        return view(request, *args, **kwargs) if _is_json(request) else _not_json_error()

    return guarded_view


def _is_foreign(request: HttpRequest) -> bool:
    """Whether a browser says that another website sent this. A page in a sandbox sends `null`."""
    origin = request.headers.get("Origin")
    return origin is not None and origin.lower() != site_origin(request)


def _is_json(request: HttpRequest) -> bool:
    """Whether the body is declared as JSON. A request without a body, as a DELETE, needs no content type."""
    return request.content_type == "application/json" or not (request.content_type or _has_body(request))


def _has_body(request: HttpRequest) -> bool:
    return request.META.get("CONTENT_LENGTH") not in (None, "", "0") or "Transfer-Encoding" in request.headers


def _foreign_origin_error(request: HttpRequest) -> HttpResponse:
    message = (
        f"Only pages of {site_origin(request)} may change something here, and this request names another Origin. "
        "A program outside a browser sends no Origin."
    )
    if request.headers["Origin"].lower() == site_origin(request, "https"):
        log.warning("%s %s was refused. %s", request.method, request.path, UNNAMED_PROXY)
        message = f"{message} {UNNAMED_PROXY}"
    return json_error(status=HTTPStatus.FORBIDDEN, code="foreign_origin", message=message)


def _not_json_error() -> HttpResponse:
    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    message = "Send the body as JSON, with the header `Content-Type: application/json`."
    return json_error(status=status, code=default_error_code(status), message=message)
