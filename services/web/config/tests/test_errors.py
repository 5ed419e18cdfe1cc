import json
import logging
from typing import Any

import pytest
from django.db import OperationalError
from django.http import Http404
from django.test import Client, RequestFactory
from ninja.errors import HttpError, ValidationError

from config.api import api
from config.errors import ApiError


def error_code_of(response: Any) -> str:
    """Checks that the response is a JSON error and nothing else. Returns its code."""
    body = json.loads(response.content)
    assert list(body) == ["error"]
    assert sorted(body["error"]) == ["code", "message"]
    assert body["error"]["message"]
    code: str = body["error"]["code"]
    return code


@pytest.mark.parametrize(
    ("raised", "status", "code"),
    [
        (ApiError(status=404, code="unknown_quiz", message="There is no quiz."), 404, "unknown_quiz"),
        (ValidationError([{"loc": ("query", "name"), "msg": "Field required"}]), 400, "bad_name"),
        (Http404("There is no quiz."), 404, "not_found"),
        (HttpError(429, "Too many guesses."), 429, "too_many_requests"),
        (HttpError(413, "Send less."), 413, "content_too_large"),  # Python 3.11 calls it something else
        (OperationalError("connection refused"), 503, "database_away"),
        (RuntimeError("a bug"), 500, "internal_server_error"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else None,
)
def test_each_exception_becomes_a_json_error(raised: Exception, status: int, code: str) -> None:
    response = api.on_exception(RequestFactory().get("/api/v1/quizzes"), raised)
    assert response.status_code == status
    assert error_code_of(response) == code
    assert response["Cache-Control"] == "no-store"


def test_an_error_may_carry_details() -> None:
    refused = ApiError(status=400, code="not_in_quiz", message="See `places`.", detail={"places": [7]})
    response = api.on_exception(RequestFactory().post("/api/v1/plays"), refused)
    error = {"code": "not_in_quiz", "message": "See `places`.", "places": [7]}
    assert json.loads(response.content) == {"error": error}


@pytest.mark.parametrize(
    ("loc", "code", "where"),
    [
        (("body", "body"), "bad_body", "body"),
        (("body", "body", "places"), "bad_places", "places"),
        (("body", "body", "places", 70), "bad_places", "places[70]"),
        (("header", "Idempotency-Key"), "bad_idempotency_key", "Idempotency-Key"),
    ],
)
def test_an_invalid_field_is_named_in_code_and_message(loc: tuple[str | int, ...], code: str, where: str) -> None:
    invalid = ValidationError([{"loc": loc, "msg": "Field required"}])
    response = api.on_exception(RequestFactory().post("/api/v1/plays"), invalid)
    assert error_code_of(response) == code
    assert json.loads(response.content)["error"]["message"] == f"{where}: Field required."


def test_an_unexpected_exception_is_logged_with_its_request(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        try:
            "a bug".index("beetle")
        except ValueError as error:
            api.on_exception(RequestFactory().get("/api/v1/quizzes?x=1"), error)
    assert "{'method': 'GET', 'path': '/api/v1/quizzes'}" in caplog.text
    assert "ValueError: substring not found" in caplog.text


@pytest.mark.parametrize("path", ["/api/", "/api/v1", "/api/v1/nothing", "/api/v2/quizzes"])
def test_an_unknown_address_under_api_is_a_json_404(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert error_code_of(response) == "not_found"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_wrong_method_is_a_json_405_that_names_the_right_one(client: Client, method: str) -> None:
    response = getattr(client, method)("/api/v1/quizzes")
    assert response.status_code == 405
    assert error_code_of(response) == "method_not_allowed"
    assert response["Allow"] == "GET"
    assert "GET" in response.json()["error"]["message"]


def test_an_unknown_host_is_a_json_400(client: Client) -> None:
    response = client.get("/api/v1/nothing", SERVER_NAME="evil.example")
    assert response.status_code == 400
    assert error_code_of(response) == "bad_request"


def test_an_unknown_page_is_an_html_404(client: Client) -> None:
    response = client.get("/nothing")
    assert response.status_code == 404
    assert "Not on this map" in response.content.decode()


def test_an_unknown_host_is_an_html_400_of_the_sites_design(client: Client) -> None:
    response = client.get("/", headers={"Host": "elsewhere.example"})
    assert response.status_code == 400
    assert '<main class="message">' in response.content.decode()
    assert "elsewhere.example" not in response.content.decode()
