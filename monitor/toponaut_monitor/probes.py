"""Probes: HTTP requests that show whether an address is up, how fast it answers, and when its certificate expires."""

import re
import socket
import ssl
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import Any

from toponaut_monitor.http_connection import connection_to, request_path
from toponaut_monitor.settings import OWN_SITE, MonitorSettings, Target

TIMEOUT_SECONDS = 10  # for the whole probe; nginx waits for Django for the same time
MAX_BODY_BYTES = 2 * 2**20  # how much of a page is searched for the marker; the largest page has 300 KB
SECONDS_PER_DAY = 86400
OK = 200


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """`reason`: why the probe failed, in a few words; empty if it succeeded."""

    target: Target
    reason: str
    status: int | None
    seconds: float
    certificate_days: int | None
    certificate_issuer: str = ""  # empty without a certificate

    @property
    def ok(self) -> bool:
        return not self.reason


def probe(target: Target, settings: MonitorSettings) -> ProbeResult:
    started, certificate = time.monotonic(), dict[str, Any]()
    status: int | None = None
    try:
        with closing(connection_to(target.url, TIMEOUT_SECONDS)) as connection:
            connection.connect()
            certificate = _certificate(connection.sock)
            connection.request("GET", request_path(target.url), headers=_headers(target, settings))
            response = connection.getresponse()
            status = response.status
            body = _read_body(response, started + TIMEOUT_SECONDS)
            reason = _failure_reason(target, response, body)
    except (OSError, HTTPException, ValueError) as error:
        reason = _describe(error)
    seconds = round(time.monotonic() - started, 3)
    return ProbeResult(target, reason, status, seconds, _days_left(certificate), _issuer(certificate))


def _headers(target: Target, settings: MonitorSettings) -> dict[str, str]:
    headers = {"User-Agent": f"toponaut-monitor/{settings.release}", "Connection": "close"}
    return headers | ({"Host": settings.host} if target.url.startswith(OWN_SITE) else {})


def _read_body(response: HTTPResponse, deadline: float) -> bytes:
    body = b""
    while len(body) < MAX_BODY_BYTES and (part := response.read1(65536)):
        body += part
        if time.monotonic() > deadline:
            raise TimeoutError
    return body


def _failure_reason(target: Target, response: HTTPResponse, body: bytes) -> str:
    if 300 <= response.status < 400:
        return f"status {response.status}: redirects to {response.headers.get('Location', 'nowhere')[:200]}"
    if response.status != OK:
        return f"status {response.status}"
    if target.marker.encode() not in body:
        return f"{target.marker!r} is not in the page"
    return ""


def _certificate(connection: socket.socket) -> dict[str, Any]:
    """What the other side has presented; empty without TLS."""
    return connection.getpeercert() or {} if isinstance(connection, ssl.SSLSocket) else {}


def _days_left(certificate: dict[str, Any]) -> int | None:
    """Whole days until the certificate expires."""
    expires = certificate.get("notAfter")
    return int((ssl.cert_time_to_seconds(expires) - time.time()) // SECONDS_PER_DAY) if expires else None


def _issuer(certificate: dict[str, Any]) -> str:
    """The authority's organization, like "Let's Encrypt"; its common name if it has none."""
    names = dict(pair for part in certificate.get("issuer", ()) for pair in part)
    return str(names.get("organizationName") or names.get("commonName") or "")


def _describe(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return f"no answer within {TIMEOUT_SECONDS} s"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"certificate: {error.verify_message}"
    if isinstance(error, socket.gaierror):
        return "its name is not known"
    return re.sub(r"\[[^]]*\] ?", "", str(error))[:200] or type(error).__name__


def is_internet_reachable(addresses: Sequence[tuple[str, int]], timeout: float = 3) -> bool:
    """Whether any of these hosts and ports accepts a TCP connection."""
    for address in addresses:
        try:
            socket.create_connection(address, timeout=timeout).close()
        except OSError:
            continue
        return True
    return False
