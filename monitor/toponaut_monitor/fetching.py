"""One try of one address: what came back, how long it took, and how long the certificate that was shown is good."""

import re
import socket
import ssl
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import urlsplit

from toponaut_monitor.settings import OWN, Settings, Target

SECONDS = 10  # for all of it; nginx itself gives Django as long
BODY_BYTES = 2 * 2**20  # of which the marker is looked for: the largest page has 300 KB
DAY = 86400
GOOD = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """`reason`: what was wrong, in a few words; empty where all was as it should be."""

    target: Target
    reason: str
    status: int | None
    seconds: float
    certificate_days: int | None

    @property
    def ok(self) -> bool:
        return not self.reason


def fetch(target: Target, settings: Settings) -> Outcome:
    started, days = time.monotonic(), None
    status: int | None = None
    try:
        with closing(_connection(target)) as connection:
            connection.connect()
            days = _days(connection.sock)
            connection.request("GET", _path(target), headers=_headers(target, settings))
            answer = connection.getresponse()
            status = answer.status
            reason = _judged(target, answer, _body(answer, started + SECONDS))
    except (OSError, HTTPException, ValueError) as problem:
        reason = _in_words(problem)
    return Outcome(target, reason, status, round(time.monotonic() - started, 3), days)


def _connection(target: Target) -> HTTPConnection:
    """For one host and port; what the environment says of proxies is not heeded: a visitor has none of ours."""
    parts = urlsplit(target.url)
    if parts.scheme == "http":
        return HTTPConnection(parts.hostname or "", parts.port, timeout=SECONDS)
    return HTTPSConnection(parts.hostname or "", parts.port, timeout=SECONDS, context=ssl.create_default_context())


def _path(target: Target) -> str:
    parts = urlsplit(target.url)
    return f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"


def _headers(target: Target, settings: Settings) -> dict[str, str]:
    headers = {"User-Agent": f"toponaut-monitor/{settings.release}", "Connection": "close"}
    return headers | ({"Host": settings.host} if target.url.startswith(OWN) else {})


def _body(answer: HTTPResponse, deadline: float) -> bytes:
    body = b""
    while len(body) < BODY_BYTES and (part := answer.read1(65536)):
        body += part
        if time.monotonic() > deadline:
            raise TimeoutError
    return body


def _judged(target: Target, answer: HTTPResponse, body: bytes) -> str:
    if 300 <= answer.status < 400:
        return f"status {answer.status}: it leads to {answer.headers.get('Location', 'nowhere')[:200]}"
    if answer.status != GOOD:
        return f"status {answer.status}"
    if target.marker.encode() not in body:
        return f"{target.marker!r} is not in the page"
    return ""


def _days(connection: socket.socket) -> int | None:
    """Whole days that the certificate is still good."""
    if not isinstance(connection, ssl.SSLSocket):
        return None
    ends = (connection.getpeercert() or {}).get("notAfter")
    return int((ssl.cert_time_to_seconds(str(ends)) - time.time()) // DAY) if ends else None


def _in_words(problem: Exception) -> str:
    if isinstance(problem, TimeoutError):
        return f"no answer within {SECONDS} s"
    if isinstance(problem, ssl.SSLCertVerificationError):
        return f"certificate: {problem.verify_message}"
    if isinstance(problem, socket.gaierror):
        return "its name is not known"
    return re.sub(r"\[[^]]*\] ?", "", str(problem))[:200] or type(problem).__name__


def network_is_there(probes: Sequence[tuple[str, int]], seconds: float = 3) -> bool:
    """Whether anything in the world outside takes a connection."""
    for address in probes:
        try:
            socket.create_connection(address, timeout=seconds).close()
        except OSError:
            continue
        return True
    return False
