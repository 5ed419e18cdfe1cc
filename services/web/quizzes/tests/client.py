"""Shared ways to ask the site."""

import json
from functools import cache
from typing import Any
from urllib.parse import quote

from django.test import Client


@cache
def visitor() -> Client:
    """One client for all tests: each new one has whitenoise look for a thousand maps."""
    return Client()


def ask(quiz: str, guess: str, *, what: str = "match") -> Any:
    """The body of the answer to a guess, which must be a 200."""
    response = visitor().get(address(quiz, guess, what=what))
    assert response.status_code == 200, response.content
    return response.json()


def address(quiz: str, guess: str, *, what: str = "match") -> str:
    return f"/api/v1/quizzes/{quiz}/{what}?name={quote(guess, safe='')}"


def error_code(response: Any) -> str:
    """The code of an answer that must be a JSON error and nothing else."""
    body = json.loads(response.content)
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message"}
    assert body["error"]["message"]
    assert response["Content-Type"].startswith("application/json")
    assert response["Cache-Control"] == "no-store"
    code: str = body["error"]["code"]
    return code
