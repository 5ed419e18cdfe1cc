"""The request's id. nginx creates and logs it, Django logs it too: one search finds a request's lines in both logs."""

import logging
import re
from collections.abc import Iterable
from contextvars import ContextVar
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_request_id: ContextVar[str] = ContextVar("request_id", default="")

# The form of nginx's $request_id. Anything else did not come from nginx, and must not get into a log.
_VALID_ID = re.compile(r"[0-9a-f]{32}")


def with_request_id(application: "WSGIApplication") -> "WSGIApplication":
    """Wrap the application: during a request, its id is the X-Request-Id header, or else a new one.

    This wraps the whole application instead of being a middleware, because Django logs a 5xx after the last middleware
    has returned.
    """

    def wsgi(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        header = environ.get("HTTP_X_REQUEST_ID", "")
        token = _request_id.set(header if _VALID_ID.fullmatch(header) else uuid4().hex)
        try:
            return application(environ, start_response)
        finally:
            _request_id.reset(token)

    return wsgi


def current_request_id() -> str:
    """The id of the request that is being answered; empty outside a request."""
    return _request_id.get()


class RequestIdFilter(logging.Filter):
    """Gives each log record the attribute `request_id`, empty outside a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_request_id()
        return True
