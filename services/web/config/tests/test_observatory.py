"""Every kind of response would get A+ from MDN's HTTP Observatory, which grades a site by its headers.

The Observatory itself is no dependency: it comes with a web server, a database driver and 190 packages. Its rules are
written down here, as of its version 1.4.8. HSTS is nginx's (tests/stack/test_https.py).
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import Settings

from dashboard import login_throttle
from dashboard.tests.factories import LOGIN, make_operator, sign_in
from plays.tests.factories import create_play

pytestmark = pytest.mark.django_db

Patch = pytest.MonkeyPatch

PATHS = {
    "/": 200,
    "/quizzes/us": 200,
    "/quizzes/world": 200,
    "/privacy": 200,
    "/plays/{play}": 200,
    "/plays/{play}?missed=1": 200,
    "/plays/{play}/compare": 200,
    "/plays/{play}/map.png": 200,
    "/plays/nothing": 404,
    "/nothing": 404,
    "/dashboard/": 302,
    "/dashboard/login": 200,
    "/dashboard/figures.json": 403,
    "/api/v1/quizzes": 200,
    "/api/v1/quizzes/us/match?name=Boston": 200,
    "/api/v1/quizzes/us/match": 400,
    "/api/v1/nothing": 404,
    "/robots.txt": 200,
    "/sitemap.xml": 200,
    "/manifest.webmanifest": 200,
    "/favicon.ico": 302,
    "/healthz": 200,
    "/static/maps/us.json": 200,  # whitenoise's on a laptop; nginx's in the stack
    "/static/nothing.js": 404,
}


def too_many_sign_ins(client: Client, patch: Patch) -> Any:
    patch.setattr(login_throttle, "MAX_ATTEMPTS_PER_NETWORK", 0)
    return sign_in(client)


def failing(error: Exception, path: str) -> Callable[[Client, Patch], Any]:
    def request(client: Client, patch: Patch) -> Any:
        def fail() -> None:
            raise error

        patch.setattr("quizzes.views.current_data", fail)
        patch.setattr("quizzes.api.current_data", fail)
        return client.get(path)

    return request


REQUESTS: dict[str, tuple[int, Callable[[Client, Patch], Any]]] = {
    "signed in": (302, lambda client, _: sign_in(client)),
    "wrong password": (403, lambda client, _: sign_in(client, password="wrong")),
    "foreign form": (403, lambda _, __: Client(enforce_csrf_checks=True).post(LOGIN)),
    "too many sign-ins": (429, too_many_sign_ins),
    "foreign host": (400, lambda client, _: client.get("/", headers={"Host": "elsewhere.example"})),
    "wrong method": (405, lambda client, _: client.post("/")),
    "wrong method of the API": (405, lambda client, _: client.delete("/api/v1/quizzes")),
    "bad body": (400, lambda client, _: client.post("/api/v1/plays", "{", content_type="application/json")),
    "bug in a page": (500, failing(RuntimeError("a bug"), "/quizzes/us")),
    "bug in the API": (500, failing(RuntimeError("a bug"), "/api/v1/quizzes/us")),
    "page without database": (503, failing(OperationalError("away"), "/quizzes/us")),
    "API without database": (503, failing(OperationalError("away"), "/api/v1/quizzes/us")),
}


@pytest.fixture
def client(settings: Settings) -> Client:
    """A client over TLS, as the proxy's header says."""
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one takes 0.4 s
    return Client(headers={"X-Forwarded-Proto": "https"}, raise_request_exception=False)


@pytest.mark.parametrize("path", PATHS)
def test_every_kind_of_address_is_graded_a_plus(client: Client, path: str) -> None:
    play = create_play()["id"] if "{play}" in path else ""
    response = client.get(path.format(play=play))
    response.close()  # a file, if it is static
    assert response.status_code == PATHS[path]
    assert complaints(response) == []


@pytest.mark.parametrize("kind", REQUESTS)
def test_errors_are_graded_a_plus_too(client: Client, monkeypatch: Patch, kind: str) -> None:
    make_operator()
    status, request = REQUESTS[kind]
    response = request(client, monkeypatch)
    assert response.status_code == status
    assert complaints(response) == []


def complaints(response: Any) -> list[str]:
    """What the Observatory would take points for, and which header is missing for the last bonus."""
    policy = dict(part.partition(" ")[::2] for part in response.get("Content-Security-Policy", "").split("; "))
    sources = " ".join(policy.values())
    scripts = b"" if response.streaming else b"".join(re.findall(rb"<script[^>]*>", response.content))
    is_picture = response.get("Content-Type") == "image/png"
    holds = {
        "default-src 'none'": policy.get("default-src") == "'none'",
        "no unsafe or broad source": not re.search(r"unsafe|data:|https?:(?!//\w)|\*", sources),
        "no embedding": policy.get("frame-ancestors") == "'none'",
        "base-uri and form-action": {"base-uri", "form-action"} <= set(policy),
        "nosniff": response.get("X-Content-Type-Options") == "nosniff",
        "Referrer-Policy": response.get("Referrer-Policy") == "same-origin",
        "CORP": response.get("Cross-Origin-Resource-Policy") == ("cross-origin" if is_picture else "same-origin"),
        "COOP": response.get("Cross-Origin-Opener-Policy") == "same-origin",
        "Permissions-Policy": "camera=()" in response.get("Permissions-Policy", ""),
        "no CORS": "Access-Control-Allow-Origin" not in response,
        "scripts of our own": b"src=" not in scripts.replace(b'src="/static/', b""),
        "cookies": all(c["secure"] and c["httponly"] and c["samesite"] == "Strict" for c in response.cookies.values()),
    }
    return [rule for rule, is_met in holds.items() if not is_met]
