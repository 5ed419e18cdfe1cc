"""The errors that nginx answers without Django (nginx/configuration/snippets/errors.conf)."""

from dataclasses import dataclass
from http import HTTPStatus


@dataclass(frozen=True, slots=True)
class NginxError:
    """`heading` and `text`: the page. `message`: the API's JSON. `is_outage`: the page leads to the status page."""

    heading: str
    text: str
    message: str
    is_outage: bool = False


_SAFE_NAMES = "Names you have already found are safe in your browser"


def _not_understood(message: str) -> NginxError:
    text = "Your browser, or something between it and this site, sent a request that cannot be answered."
    return NginxError("Not understood", text, message)


NGINX_ERRORS = {
    HTTPStatus.BAD_REQUEST: _not_understood("The request is not valid HTTP, or its header is longer than 8 KB."),
    HTTPStatus.FORBIDDEN: NginxError(
        "Shut out for a while",
        "Too many wrong requests came from your network, so it gets no answers for a while: a quarter of an hour the"
        f" first time. {_SAFE_NAMES}; come back later.",
        "This network is banned for a while, after too many wrong requests. Stop, and try again in 15 minutes.",
    ),
    HTTPStatus.NOT_FOUND: NginxError(
        "Not on this map",
        "There is no page at this address. The quiz may have been renamed.",
        "Nothing has this address. /api/v1/openapi.json lists all addresses.",
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: _not_understood(
        "This address does not answer this method. The header Allow names those that the API answers."
    ),
    HTTPStatus.LENGTH_REQUIRED: _not_understood("A body needs a Content-Length: send it in one piece, not as chunks."),
    HTTPStatus.PRECONDITION_FAILED: _not_understood("The condition in the request's header does not hold."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: NginxError(
        "Too much at once",
        "What was sent is larger than anything this site asks for. Go back and send less.",
        "A body may have 512 KB, an error report 8 KB: send less at once.",
    ),
    HTTPStatus.REQUEST_URI_TOO_LONG: NginxError(
        "Too much at once",
        "The address is longer than any of this site. Go back and enter less.",
        "The address is longer than 4 KB: a name may have 200 characters.",
    ),
    HTTPStatus.TOO_MANY_REQUESTS: NginxError(
        "A little slower, please",
        f"More requests came from your address than one player makes. {_SAFE_NAMES}; wait a few seconds, then go on.",
        "Too many requests from this address: wait for a few seconds, then send fewer.",
    ),
    HTTPStatus.NOT_IMPLEMENTED: _not_understood(
        "The request uses a part of HTTP that this site does not have: send it without Transfer-Encoding."
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: NginxError(
        "Back in a moment",
        f"The site does not answer just now. {_SAFE_NAMES}; try again in a few seconds.",
        "The site does not answer just now. The request is not at fault: try again soon.",
        is_outage=True,
    ),
    HTTPStatus.HTTP_VERSION_NOT_SUPPORTED: _not_understood("This site speaks HTTP/1.0 and HTTP/1.1."),
}
