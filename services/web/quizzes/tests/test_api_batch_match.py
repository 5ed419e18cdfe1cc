"""Many guesses in one request have the same matches as in single requests, or all are refused."""

import json
import random
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from places.models import DataVersion
from quizzes.schemas import MAX_GUESS_LENGTH, MAX_GUESSES
from quizzes.tests.client import error_code, get_match, visitor

pytestmark = pytest.mark.django_db

HITS = ["Portland", "portland, me", "東京", "PORTLAND", "Portland"]
GUESSES = [*HITS, "Lonndon", "Tokyo", "Brooklyn", "Texas", "qqzzylburg"]


def post_matches(body: Any, quiz: str = "us") -> Any:
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return visitor().post(f"/api/v1/quizzes/{quiz}/matches", text, content_type="application/json")


def get_answers(names: list[str], quiz: str = "us") -> list[dict[str, Any]]:
    response = post_matches({"names": names}, quiz)
    assert response.status_code == 200, response.content
    found: list[dict[str, Any]] = response.json()["answers"]
    return found


@pytest.mark.parametrize("quiz", ["us", "world", "us-me"])
def test_answers_are_in_order_and_the_same_as_for_single_guesses(quiz: str) -> None:
    found = get_answers(GUESSES, quiz)
    assert [answer["name"] for answer in found] == GUESSES
    cache.clear()
    assert found == [get_match(quiz, guess) for guess in GUESSES]


def test_hundred_guesses_are_matched() -> None:
    assert len(get_answers([f"Portland {n}" for n in range(MAX_GUESSES)])) == MAX_GUESSES


def test_cache_is_shared_with_single_matches() -> None:
    get_match("us", "Portland")
    get_answers(["Boston", "Denver"])
    with CaptureQueriesContext(connection) as captured:
        get_answers(["denver", "PORTLAND", "boston"])
        get_match("us", "Boston")
    assert not [query for query in captured.captured_queries if "placename" in query["sql"]]


def test_repeated_guess_is_looked_up_once() -> None:
    with CaptureQueriesContext(connection) as once:
        get_answers(["Portland"])
    cache.clear()
    with CaptureQueriesContext(connection) as repeated:
        get_answers(["Portland", "portland", " PORT-LAND"] + ["Portland"] * 50)
    lookups = [len([q for q in c.captured_queries if "placename" in q["sql"]]) for c in (once, repeated)]
    assert lookups[1] <= lookups[0] * 2  # "port land" is another key than "portland"


def test_response_is_not_cacheable() -> None:
    response = post_matches({"names": ["Portland"]})
    assert response["Cache-Control"] == "no-store"
    assert "X-Accel-Expires" not in response
    assert "Set-Cookie" not in response


BAD_NAMES = {
    "empty": ("", "at least 1 character"),
    "blank": ("  ", "expected the name of a place, got nothing"),
    "201 characters": ("a" * (MAX_GUESS_LENGTH + 1), "at most 200 characters"),
    "tab": ("Port\tland", "without control characters"),
    "NUL": ("Port\0land", "without control characters"),
    "replacement character": ("Port\ufffdland", "UTF-8"),
    "lone surrogate": ("\ud800", "unicode"),
    "number": (7, "valid string"),
    "null": (None, "valid string"),
    "list": (["Portland"], "valid string"),
}


@pytest.mark.parametrize(("name", "expected"), BAD_NAMES.values(), ids=BAD_NAMES)
def test_bad_name_gets_400_with_its_position(name: Any, expected: str) -> None:
    assert post_matches({"names": ["Portland", "Boston"]}).status_code == 200
    response = post_matches({"names": ["Portland", "Boston", name]})
    assert response.status_code == 400
    assert error_code(response) == "bad_names"
    message = response.json()["error"]["message"]
    assert message.startswith("names[2]: ")
    assert expected in message


@pytest.mark.parametrize(
    "names",
    [[], ["Portland"] * (MAX_GUESSES + 1), "Portland", {"0": "Portland"}, None, 5],
    ids=["none", "101", "text", "object", "null", "number"],
)
def test_list_without_1_to_100_names_gets_400(names: Any) -> None:
    response = post_matches({"names": names})
    assert response.status_code == 400
    assert error_code(response) == "bad_names"


INVALID_BODIES = [
    "",
    "{",
    "[]",
    "null",
    "7",
    '"x"',
    "{}",
    '{"names": NaN}',
    b"\xff\xfe",
    b'{"names": ["\xff"]}',
    "[" * 100_000,
]


@pytest.mark.parametrize("body", INVALID_BODIES)
def test_invalid_body_gets_400(body: Any) -> None:
    response = post_matches(body)
    assert response.status_code == 400
    error_code(response)


def test_unknown_quiz_gets_404() -> None:
    response = post_matches({"names": ["Portland"]}, "nowhere")
    assert response.status_code == 404
    assert error_code(response) == "unknown_quiz"


def test_get_is_not_allowed() -> None:
    response = visitor().get("/api/v1/quizzes/us/matches")
    assert response.status_code == 405
    assert error_code(response) == "method_not_allowed"


def test_response_before_the_first_load_gets_503() -> None:
    DataVersion.objects.all().delete()
    response = post_matches({"names": ["Portland"]})
    assert response.status_code == 503
    assert error_code(response) == "no_data"


def test_random_lists_are_matched_or_refused() -> None:
    rng = random.Random(20_261_124)  # noqa: S311 - not a secret
    for _ in range(100):
        names = ["".join(chr(rng.choice([rng.randrange(0x250), rng.randrange(0x11_0000)])) for _ in range(8))]
        assert post_matches({"names": names * rng.choice([1, 3])}).status_code in (200, 400), names
