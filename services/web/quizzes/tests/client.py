"""Requests to the site and checks of its responses, for the tests of all apps."""

import json
from functools import cache
from typing import Any
from urllib.parse import quote

from django.test import Client


@cache
def visitor() -> Client:
    """An anonymous client, shared by all tests: a new one loads all middleware."""
    return Client()


def get_match(quiz: str, guess: str, *, endpoint: str = "match") -> Any:
    """The body of the response to a guess. The status must be 200."""
    response = visitor().get(match_url(quiz, guess, endpoint=endpoint))
    assert response.status_code == 200, response.content
    return response.json()


def match_url(quiz: str, guess: str, *, endpoint: str = "match") -> str:
    return f"/api/v1/quizzes/{quiz}/{endpoint}?name={quote(guess, safe='')}"


def error_code(response: Any) -> str:
    """The code of the error in the response, which must have the form of an API error."""
    body = json.loads(response.content)
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message"}
    assert body["error"]["message"]
    assert response["Content-Type"].startswith("application/json")
    assert response["Cache-Control"] == "no-store"
    code: str = body["error"]["code"]
    return code
