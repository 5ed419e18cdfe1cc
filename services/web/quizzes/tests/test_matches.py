"""A list of guesses in one request is answered as each would be alone, or refused as a whole."""

import json
import random
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from places.models import DataVersion
from quizzes.schemas import LONGEST_GUESS, MOST_GUESSES
from quizzes.tests.client import ask, error_code, visitor

pytestmark = pytest.mark.django_db

HITS = ["Portland", "portland, me", "東京", "PORTLAND", "Portland"]
GUESSES = [*HITS, "Lonndon", "Tokyo", "Brooklyn", "Texas", "qqzzylburg"]


def post(body: Any, quiz: str = "us") -> Any:
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return visitor().post(f"/api/v1/quizzes/{quiz}/matches", text, content_type="application/json")


def answers(names: list[str], quiz: str = "us") -> list[dict[str, Any]]:
    response = post({"names": names}, quiz)
    assert response.status_code == 200, response.content
    found: list[dict[str, Any]] = response.json()["answers"]
    return found


@pytest.mark.parametrize("quiz", ["us", "world", "us-me"])
def test_each_is_answered_as_if_alone_and_in_order(quiz: str) -> None:
    found = answers(GUESSES, quiz)
    assert [answer["name"] for answer in found] == GUESSES
    cache.clear()
    assert found == [ask(quiz, guess) for guess in GUESSES]


def test_a_hundred_are_answered() -> None:
    assert len(answers([f"Portland {n}" for n in range(MOST_GUESSES)])) == MOST_GUESSES


def test_it_shares_the_cache_with_the_single_match() -> None:
    ask("us", "Portland")
    answers(["Boston", "Denver"])
    with CaptureQueriesContext(connection) as captured:
        answers(["denver", "PORTLAND", "boston"])
        ask("us", "Boston")
    assert not [query for query in captured.captured_queries if "placename" in query["sql"]]


def test_the_same_guess_twice_is_looked_up_once() -> None:
    with CaptureQueriesContext(connection) as once:
        answers(["Portland"])
    cache.clear()
    with CaptureQueriesContext(connection) as often:
        answers(["Portland", "portland", " PORT-LAND"] + ["Portland"] * 50)
    of_names = [len([q for q in asked.captured_queries if "placename" in q["sql"]]) for asked in (once, often)]
    assert of_names[1] <= of_names[0] * 2  # "port land" is another key than "portland"


def test_nobody_keeps_the_answer() -> None:
    response = post({"names": ["Portland"]})
    assert response["Cache-Control"] == "no-store"
    assert "X-Accel-Expires" not in response
    assert "Set-Cookie" not in response


BAD_NAMES = {
    "empty": ("", "at least 1 character"),
    "blank": ("  ", "expected the name of a place, got nothing"),
    "201 characters": ("a" * (LONGEST_GUESS + 1), "at most 200 characters"),
    "tab": ("Port\tland", "without control characters"),
    "NUL": ("Port\0land", "without control characters"),
    "replacement character": ("Port\ufffdland", "UTF-8"),
    "lone surrogate": ("\ud800", "unicode"),
    "number": (7, "valid string"),
    "null": (None, "valid string"),
    "list": (["Portland"], "valid string"),
}


@pytest.mark.parametrize(("name", "words"), BAD_NAMES.values(), ids=BAD_NAMES)
def test_a_bad_name_is_a_400_that_says_where_it_stands(name: Any, words: str) -> None:
    assert post({"names": ["Portland", "Boston"]}).status_code == 200
    response = post({"names": ["Portland", "Boston", name]})
    assert response.status_code == 400
    assert error_code(response) == "bad_names"
    message = response.json()["error"]["message"]
    assert message.startswith("names[2]: ")
    assert words in message


@pytest.mark.parametrize(
    "names",
    [[], ["Portland"] * (MOST_GUESSES + 1), "Portland", {"0": "Portland"}, None, 5],
    ids=["none", "101", "text", "object", "null", "number"],
)
def test_anything_but_one_to_a_hundred_names_is_a_400(names: Any) -> None:
    response = post({"names": names})
    assert response.status_code == 400
    assert error_code(response) == "bad_names"


BODIES = ["", "{", "[]", "null", "7", '"x"', "{}", '{"names": NaN}', b"\xff\xfe", b'{"names": ["\xff"]}', "[" * 100_000]


@pytest.mark.parametrize("body", BODIES)
def test_a_body_that_is_no_list_of_names_is_a_400(body: Any) -> None:
    response = post(body)
    assert response.status_code == 400
    error_code(response)


def test_an_unknown_quiz_is_a_404() -> None:
    response = post({"names": ["Portland"]}, "nowhere")
    assert response.status_code == 404
    assert error_code(response) == "unknown_quiz"


def test_it_cannot_be_read() -> None:
    response = visitor().get("/api/v1/quizzes/us/matches")
    assert response.status_code == 405
    assert error_code(response) == "method_not_allowed"


def test_before_the_first_load_it_is_a_503() -> None:
    DataVersion.objects.all().delete()
    response = post({"names": ["Portland"]})
    assert response.status_code == 503
    assert error_code(response) == "no_data"


def test_no_random_list_breaks_it() -> None:
    dice = random.Random(20_261_124)  # noqa: S311 - not a secret
    for _ in range(100):
        names = ["".join(chr(dice.choice([dice.randrange(0x250), dice.randrange(0x11_0000)])) for _ in range(8))]
        assert post({"names": names * dice.choice([1, 3])}).status_code in (200, 400), names
