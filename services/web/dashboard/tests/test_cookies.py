"""Cookies live under /dashboard/ and nowhere else: every other page stays the same for everybody."""

import pytest
from django.test import Client
from pytest_django import Settings

from dashboard.tests.cast import LOGIN, an_operator, sign_in, signed_in

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


def test_both_cookies_are_closed() -> None:
    an_operator()
    client = Client()
    cookies = client.get(LOGIN).cookies
    cookies.update(sign_in(client).cookies)
    assert set(cookies) == {"sessionid", "csrftoken"}
    for cookie in cookies.values():
        assert (cookie["path"], cookie["samesite"], cookie["httponly"]) == ("/dashboard/", "Strict", True)
        assert not cookie["secure"]  # a trial without TLS


def test_over_tls_they_are_never_sent_without(settings: Settings) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    an_operator()
    client = Client(headers={"X-Forwarded-Proto": "https"})
    cookies = client.get(LOGIN).cookies
    cookies.update(sign_in(client).cookies)
    assert set(cookies) == {"sessionid", "csrftoken"}
    assert all(cookie["secure"] for cookie in cookies.values())


@pytest.mark.parametrize("path", PUBLIC)
def test_no_other_page_knows_who_asks(path: str) -> None:
    client = signed_in()
    response = client.get(path)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert not hasattr(response.wsgi_request, "session")
    assert response.content == Client().get(path).content


@pytest.mark.parametrize("path", [LOGIN, "/dashboard/", "/dashboard/figures.json"])
def test_nobody_keeps_the_operators_pages(path: str) -> None:
    client = signed_in()
    assert "no-store" in client.get(path)["Cache-Control"]
    assert "no-store" in Client().get(path)["Cache-Control"]


@pytest.mark.parametrize("value", ['"\\000abcdefgh"', "x" * 4000, "ab cd", "\x7f" * 40, "'; --"])
def test_a_cookie_that_is_none_is_nobodys(value: str) -> None:
    response = Client(headers={"Cookie": f"sessionid={value}"}).get("/dashboard/")
    assert (response.status_code, response["Location"]) == (302, LOGIN)


def test_there_is_no_admin() -> None:
    assert Client().get("/admin/").status_code == 404
