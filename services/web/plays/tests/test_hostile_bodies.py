"""Whatever is sent as a play is answered soon, and never with a 5xx."""

import json
import time
from io import BytesIO
from typing import Any

import pytest

from plays.models import Play
from plays.tests.factories import PLAYS, a_play, saved, send
from quizzes.tests.client import error_code, visitor

pytestmark = pytest.mark.django_db

SECONDS = 1.0  # for what is refused; most of it takes a hundredth

NO_PLAY = {
    "nothing": b"",
    "half of it": b'{"quiz": "us", "pla',
    "a list": b"[]",
    "null": b"null",
    "a number": b"1",
    "text": b'"us"',
    "NUL": b"\0",
    "no UTF-8": b'{"quiz": "\xff"}',
    "a number of 5,000 digits": b'{"quiz": ' + b"9" * 5_000 + b"}",
    "a million lists in each other": b"[" * 1_000_000,
    "200,000 objects in each other": b'{"places":' * 200_000,
}


@pytest.mark.parametrize("raw", NO_PLAY.values(), ids=NO_PLAY)
def test_a_body_that_is_no_object_is_a_400(raw: bytes) -> None:
    response = send("POST", PLAYS, raw)
    assert (response.status_code, error_code(response)) == (400, "bad_body")


def long_list(item: str, times: int) -> bytes:
    return b'{"quiz": "world", "mode": "plain", "places": [%b]}' % ",".join([item] * times).encode()


LONG = {
    "a million times one id": long_list("1", 1_000_000),
    "a million wrong types": long_list("{}", 1_000_000),
    "a million texts": long_list('""', 1_000_000),
    "infinity": long_list("1e999", 500_000),
    "NaN": long_list("NaN", 500_000),
}


@pytest.mark.parametrize("raw", LONG.values(), ids=LONG)
def test_a_million_of_anything_is_refused_soon(raw: bytes) -> None:
    start = time.monotonic()
    response = send("POST", PLAYS, raw)
    assert time.monotonic() - start < SECONDS
    assert response.status_code == 400
    assert len(response.content) < 1_000


def test_a_million_places_are_refused_soon() -> None:
    body = a_play(quiz="world", places=list(range(1, 400_001)))
    start = time.monotonic()
    response = send("POST", PLAYS, body)
    assert time.monotonic() - start < SECONDS
    assert (response.status_code, error_code(response)) == (400, "bad_places")
    assert "400,000" in response.json()["error"]["message"]


def test_a_body_above_3_mb_is_a_413() -> None:
    response = send("POST", PLAYS, b"[" + b" " * 3 * 2**20)
    assert (response.status_code, error_code(response)) == (413, "content_too_large")


def test_a_body_that_breaks_off_is_a_400() -> None:
    class Gone(BytesIO):
        def read(self, *_: Any) -> bytes:
            raise OSError("connection reset by peer")

    environ: Any = {"wsgi.input": Gone(), "CONTENT_LENGTH": "100"}
    response = visitor().post(PLAYS, a_play(), content_type="application/json", **environ)
    assert (response.status_code, error_code(response)) == (400, "bad_body")


@pytest.mark.parametrize(
    "content_type",
    ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
     "application/json; charset=none", "application/json; charset=utf-16", "\x01"],
)  # fmt: skip
def test_the_content_type_changes_nothing(content_type: str) -> None:
    """A page that goes away may not be able to say application/json."""
    response = visitor().generic("POST", PLAYS, json.dumps(a_play()).encode(), content_type=content_type)
    assert response.status_code == 201


def test_further_fields_are_passed_over() -> None:
    play = saved(id="chosenbyme0", secret="mine", revision=9, population=10**12, nested=[{}])
    assert play["id"] != "chosenbyme0"
    stored = Play.objects.get()
    assert (stored.revision, stored.places) == (1, 3)
