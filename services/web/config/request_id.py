"""The request's id, which nginx makes and logs too: one word that finds all lines of a request in both logs."""

import logging
import re
from collections.abc import Iterable
from contextvars import ContextVar
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_current: ContextVar[str] = ContextVar("request_id", default="")

# nginx's own form. Anything else did not come from it, and does not belong into a log.
_SHAPE = re.compile(r"[0-9a-f]{32}")


def with_request_id(application: "WSGIApplication") -> "WSGIApplication":
    """Know each request by its X-Request-Id, or by one made here, until it is answered.

    Around the whole application: Django logs a 5xx after the last middleware has seen it.
    """

    def wsgi(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        given = environ.get("HTTP_X_REQUEST_ID", "")
        token = _current.set(given if _SHAPE.fullmatch(given) else uuid4().hex)
        try:
            return application(environ, start_response)
        finally:
            _current.reset(token)

    return wsgi


def current_request_id() -> str:
    """The id of the request that is being answered, or nothing."""
    return _current.get()


class RequestIdFilter(logging.Filter):
    """Gives each log record the attribute `request_id`, empty outside a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_request_id()
        return True
