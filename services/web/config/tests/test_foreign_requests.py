"""Other websites cannot change anything from the browsers of their visitors."""

from collections.abc import Iterator
from typing import Any

import pytest

from config.api import api
from quizzes.tests.client import error_code, visitor

FOREIGN_ORIGINS = [
    "https://evil.example",
    "null",
    "",
    "http://testserver:8080",  # another port
    "https://testserver",  # another scheme
    "http://testserver.evil.example",
    "http://evil.example/http://testserver",
    "http://testserver, http://evil.example",
]
NOT_JSON = [
    "",
    "text/plain",
    "text/plain; application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/jsonp",
    "text/json",
    "\x01",
]


def changing_operations() -> Iterator[tuple[str, str]]:
    """Method and path of each operation that is not a GET, from the API's own document."""
    for path, operations in api.get_openapi_schema()["paths"].items():
        for method in operations.keys() - {"get"}:
            yield method.upper(), path.format(slug="us", play_id="23456789abc")


OPERATIONS = sorted(changing_operations())


def send(method: str, path: str, *, content_type: str = "application/json", **headers: str) -> Any:
    return visitor().generic(method, path, b"{}", content_type=content_type, headers=headers)


def test_the_operations_are_found() -> None:
    assert ("POST", "/api/v1/plays") in OPERATIONS
    assert len(OPERATIONS) >= 6


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
@pytest.mark.parametrize("origin", FOREIGN_ORIGINS)
def test_a_foreign_origin_is_refused(method: str, path: str, origin: str) -> None:
    response = send(method, path, Origin=origin)
    assert (response.status_code, error_code(response)) == (403, "foreign_origin")


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
@pytest.mark.parametrize("content_type", NOT_JSON)
def test_a_body_that_is_not_declared_as_json_is_refused(method: str, path: str, content_type: str) -> None:
    response = send(method, path, content_type=content_type)
    assert (response.status_code, error_code(response)) == (415, "unsupported_media_type")


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_the_own_origin_and_no_origin_pass(method: str, path: str) -> None:
    for headers in ({}, {"Origin": "http://testserver"}, {"Origin": "HTTP://TestServer"}):
        assert send(method, path, **headers).status_code in {400, 401}  # the next check: the body, or the secret


@pytest.mark.django_db
def test_the_origin_has_the_port_and_the_scheme_that_the_client_uses() -> None:
    def status(origin: str, **environ: Any) -> int:
        headers = {"Origin": origin}
        return visitor().post("/api/v1/client-errors", {}, "application/json", headers=headers, **environ).status_code

    local = {"SERVER_PORT": "8000", "HTTP_HOST": "localhost:8000"}
    assert (status("http://localhost:8000", **local), status("http://localhost", **local)) == (400, 403)
    behind_tls = {"HTTP_HOST": "localhost", "wsgi.url_scheme": "https"}
    assert (status("https://localhost", **behind_tls), status("http://localhost", **behind_tls)) == (400, 403)
    with_default_port = {"HTTP_HOST": "localhost:443", "wsgi.url_scheme": "https"}
    assert status("https://localhost", **with_default_port) == 400


def test_operator_is_told_about_a_tls_proxy_that_is_not_trusted(caplog: pytest.LogCaptureFixture) -> None:
    def refusal(origin: str, **environ: Any) -> str:
        headers = {"Origin": origin}
        response = visitor().post("/api/v1/plays", {}, "application/json", headers=headers, **environ)
        assert (response.status_code, error_code(response)) == (403, "foreign_origin")
        return str(response.json()["error"]["message"])

    assert "TRUSTED_PROXY" in refusal("HTTPS://TestServer")
    assert [message.partition(". ")[0] for message in caplog.messages] == ["POST /api/v1/plays was refused"]
    assert "TRUSTED_PROXY" in caplog.text
    caplog.clear()
    assert "TRUSTED_PROXY" not in refusal("https://evil.example")
    assert "TRUSTED_PROXY" not in refusal("http://testserver", **{"wsgi.url_scheme": "https"})
    assert caplog.messages == []


def test_a_body_of_unknown_length_needs_its_content_type_too() -> None:
    response = visitor().generic("DELETE", "/api/v1/plays/23456789abc", headers={"Transfer-Encoding": "chunked"})
    assert (response.status_code, error_code(response)) == (415, "unsupported_media_type")


def test_a_request_without_a_body_needs_no_content_type() -> None:
    response = visitor().generic("DELETE", "/api/v1/plays/23456789abc")
    assert (response.status_code, error_code(response)) == (401, "no_secret")


def test_reading_is_open_to_every_origin_and_needs_no_content_type() -> None:
    response = visitor().get("/api/v1/openapi.json", headers={"Origin": "https://evil.example"})
    assert response.status_code == 200
