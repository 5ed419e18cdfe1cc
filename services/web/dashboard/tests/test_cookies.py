"""Only pages under /dashboard/ use cookies: every other page is the same for all visitors."""

import pytest
from django.test import Client
from pytest_django import Settings

from dashboard.tests.factories import LOGIN, make_operator, sign_in, signed_in_client

pytestmark = pytest.mark.django_db

PUBLIC = [
    "/",
    "/quizzes/us",
    "/privacy",
    "/healthz",
    "/api/v1/quizzes",
    "/api/v1/quizzes/us/match?name=Boston",
    "/nothing",
]


def test_cookies_are_limited_to_the_dashboard_and_hidden_from_scripts() -> None:
    make_operator()
    client = Client()
    cookies = client.get(LOGIN).cookies
    cookies.update(sign_in(client).cookies)
    assert set(cookies) == {"sessionid", "csrftoken", "operator_device"}
    for cookie in cookies.values():
        assert (cookie["path"], cookie["samesite"], cookie["httponly"]) == ("/dashboard/", "Strict", True)
        assert not cookie["secure"]  # the test client connects without TLS


def test_cookies_are_secure_over_tls(settings: Settings) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    make_operator()
    client = Client(headers={"X-Forwarded-Proto": "https"})
    cookies = client.get(LOGIN).cookies
    cookies.update(sign_in(client).cookies)
    assert set(cookies) == {"sessionid", "csrftoken", "operator_device"}
    assert all(cookie["secure"] for cookie in cookies.values())


@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages_ignore_the_session(path: str) -> None:
    client = signed_in_client()
    response = client.get(path)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert not hasattr(response.wsgi_request, "session")
    assert response.content == Client().get(path).content


@pytest.mark.parametrize("path", [LOGIN, "/dashboard/", "/dashboard/figures.json"])
def test_operators_pages_are_never_cached(path: str) -> None:
    client = signed_in_client()
    assert "no-store" in client.get(path)["Cache-Control"]
    assert "no-store" in Client().get(path)["Cache-Control"]


@pytest.mark.parametrize("value", ['"\\000abcdefgh"', "x" * 4000, "ab cd", "\x7f" * 40, "'; --"])
def test_an_invalid_session_cookie_is_ignored(value: str) -> None:
    response = Client(headers={"Cookie": f"sessionid={value}"}).get("/dashboard/")
    assert (response.status_code, response["Location"]) == (302, LOGIN)


def test_django_admin_is_not_installed() -> None:
    assert Client().get("/admin/").status_code == 404
