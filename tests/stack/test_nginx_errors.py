"""Errors that nginx answers itself: the site's own page or JSON, with the headers that every response has."""

from email import message_from_bytes
from email.message import Message
from urllib.parse import urlsplit

import pytest

from tests.stack.harness.expected_requests import first_script
from tests.stack.harness.http import SECURITY_HEADERS, request, send_raw
from tests.stack.harness.stack import Stack

HOST = b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
LONG = b"x" * 40_000
REQUESTS = {
    "no host": (400, b"GET / HTTP/1.1\r\n\r\n"),
    "no HTTP": (400, b"\x16\x03\x01\x02\x00\x01\r\n\r\n"),
    "long header": (400, b"GET /" + HOST + b"X: " + LONG + b"\r\n\r\n"),
    "long header to the API": (400, b"GET /api/v1/quizzes" + HOST + b"X: " + LONG + b"\r\n\r\n"),
    "missing file": (404, b"GET /static/nothing.js" + HOST + b"\r\n"),
    "TRACE": (405, b"TRACE /" + HOST + b"\r\n"),
    "TRACE to the API": (405, b"TRACE /api/v1/plays" + HOST + b"\r\n"),
    "chunks": (411, b"POST /api/v1/plays" + HOST + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    "large body": (413, b"POST /api/v1/client-errors" + HOST + b"Content-Length: 8193\r\n\r\n" + b"x" * 8193),
    "long address": (414, b"GET /" + LONG + HOST + b"\r\n"),
    "unknown encoding": (501, b"POST /api/v1/plays" + HOST + b"Transfer-Encoding: magic\r\n\r\n"),
    "unknown version": (505, b"GET / HTTP/3.0\r\nHost: localhost\r\n\r\n"),
}


def send(stack: Stack, data: bytes) -> tuple[int, Message, bytes]:
    head, _, body = send_raw(stack, data).partition(b"\r\n\r\n")
    status, _, headers = head.partition(b"\r\n")
    return int(status.split()[1]), message_from_bytes(headers + b"\r\n\r\n"), body


@pytest.mark.parametrize("name", REQUESTS)
def test_errors_of_nginx_are_the_sites_own(stack: Stack, name: str) -> None:
    expected, data = REQUESTS[name]
    status, headers, body = send(stack, data)
    assert status == expected
    assert set(headers) >= SECURITY_HEADERS | {"X-Request-Id"}
    assert headers["Cache-Control"] == "no-store"
    if b" /api/" in data:
        assert headers["Content-Type"] == "application/json"
        assert b'"error"' in body
    else:
        assert headers["Content-Type"].startswith("text/html")
        assert b'<main class="message">' in body


def test_405_names_the_methods_that_are_answered(stack: Stack) -> None:
    allowed = {name: send(stack, REQUESTS[name][1])[1]["Allow"] for name in ("TRACE", "TRACE to the API")}
    assert allowed == {"TRACE": "GET, HEAD", "TRACE to the API": "GET, HEAD, POST, PATCH, DELETE"}
    posted = request(stack, first_script(request(stack, "/").body), method="POST", body=b"x")
    assert (posted.status, posted.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", ["/", "/static", "/api/v1/quizzes", "/nothing", "/healthz"])
def test_every_response_has_the_security_headers(stack: Stack, path: str) -> None:
    if path == "/static":
        path = first_script(request(stack, "/").body)
    headers = request(stack, path).headers
    assert set(headers) >= SECURITY_HEADERS
    assert [name for name in SECURITY_HEADERS if len(headers.get_all(name, [])) != 1] == []


def test_other_sites_may_show_the_preview_of_a_link_only(stack: Stack) -> None:
    page = request(stack, "/").body
    image = page.decode().partition('property="og:image" content="')[2].partition('"')[0]
    preview, script = urlsplit(image).path, first_script(page)
    policies = {path: request(stack, path).headers["Cross-Origin-Resource-Policy"] for path in (preview, script)}
    assert policies == {preview: "cross-origin", script: "same-origin"}


def test_health_of_nginx_is_not_public(stack: Stack) -> None:
    digest = stack.exec("nginx", "healthy").strip()
    assert len(digest) == 12
    for path in ("/nginx-alive", "/errors/503.html", "/errors/503.json"):
        response = request(stack, path)
        assert response.status == 404
        assert digest.encode() not in response.body
