"""Connections for HTTP requests: of probes, and of the webhook."""

import ssl
from http.client import HTTPConnection, HTTPSConnection
from urllib.parse import urlsplit


def connection_to(url: str, timeout_seconds: float) -> HTTPConnection:
    """A direct connection: proxies of the environment's variables are not used. A probe must see what visitors see."""
    parts = urlsplit(url)
    if parts.scheme == "http":
        return HTTPConnection(parts.hostname or "", parts.port, timeout=timeout_seconds)
    context = ssl.create_default_context()
    return HTTPSConnection(parts.hostname or "", parts.port, timeout=timeout_seconds, context=context)


def request_path(url: str) -> str:
    """The path with its query."""
    parts = urlsplit(url)
    return f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
