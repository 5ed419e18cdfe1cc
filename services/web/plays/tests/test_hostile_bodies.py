"""Hostile request bodies are answered quickly, and never with a 5xx."""

import json
import time
from io import BytesIO
from typing import Any

import pytest

from plays.models import Play
from plays.tests.factories import PLAYS, create_play, play_body, send
from quizzes.tests.client import error_code, visitor

pytestmark = pytest.mark.django_db

MAX_SECONDS = 1.0  # for a refusal; most take a hundredth of it

NOT_AN_OBJECT = {
    "an empty body": b"",
    "truncated JSON": b'{"quiz": "us", "pla',
    "a list": b"[]",
    "null": b"null",
    "a number": b"1",
    "text": b'"us"',
    "NUL": b"\0",
    "invalid UTF-8": b'{"quiz": "\xff"}',
    "a number of 5,000 digits": b'{"quiz": ' + b"9" * 5_000 + b"}",
    "a million nested lists": b"[" * 1_000_000,
    "200,000 nested objects": b'{"places":' * 200_000,
}


@pytest.mark.parametrize("raw", NOT_AN_OBJECT.values(), ids=NOT_AN_OBJECT)
def test_a_body_that_is_not_an_object_gets_400(raw: bytes) -> None:
    response = send("POST", PLAYS, raw)
    assert (response.status_code, error_code(response)) == (400, "bad_body")


def long_list(item: str, times: int) -> bytes:
    return b'{"quiz": "world", "mode": "plain", "places": [%b]}' % ",".join([item] * times).encode()


LONG_LISTS = {
    "a million equal ids": long_list("1", 1_000_000),
    "a million wrong types": long_list("{}", 1_000_000),
    "a million strings": long_list('""', 1_000_000),
    "infinity": long_list("1e999", 500_000),
    "NaN": long_list("NaN", 500_000),
}


@pytest.mark.parametrize("raw", LONG_LISTS.values(), ids=LONG_LISTS)
def test_a_list_of_a_million_items_is_refused_quickly(raw: bytes) -> None:
    start = time.monotonic()
    response = send("POST", PLAYS, raw)
    assert time.monotonic() - start < MAX_SECONDS
    assert response.status_code == 400
    assert len(response.content) < 1_000


def test_more_places_than_the_quiz_has_are_refused_quickly() -> None:
    body = play_body(quiz="world", places=list(range(1, 400_001)))
    start = time.monotonic()
    response = send("POST", PLAYS, body)
    assert time.monotonic() - start < MAX_SECONDS
    assert (response.status_code, error_code(response)) == (400, "bad_places")
    assert "400,000" in response.json()["error"]["message"]


def test_a_body_above_3_mb_gets_413() -> None:
    response = send("POST", PLAYS, b"[" + b" " * 3 * 2**20)
    assert (response.status_code, error_code(response)) == (413, "content_too_large")


def test_an_aborted_request_gets_400() -> None:
    class ClosedConnection(BytesIO):
        def read(self, *_: Any) -> bytes:
            raise OSError("connection reset by peer")

    environ: Any = {"wsgi.input": ClosedConnection(), "CONTENT_LENGTH": "100"}
    response = visitor().post(PLAYS, play_body(), content_type="application/json", **environ)
    assert (response.status_code, error_code(response)) == (400, "bad_body")


@pytest.mark.parametrize("charset", ["", "none", "utf-16"])
def test_the_charset_does_not_matter(charset: str) -> None:
    """JSON is always UTF-8."""
    header = f"application/json; charset={charset}"
    response = visitor().generic("POST", PLAYS, json.dumps(play_body()).encode(), content_type=header)
    assert response.status_code == 201


def test_unknown_fields_are_ignored() -> None:
    play = create_play(id="chosenbyme0", secret="mine", revision=9, population=10**12, nested=[{}])
    assert play["id"] != "chosenbyme0"
    stored = Play.objects.get()
    assert (stored.revision, stored.places) == (1, 3)
