"""The database is asked once for each guess, and never asked to count."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from places.models import DataVersion
from quizzes.current_data import near_filter
from quizzes.tests.client import address, ask, visitor

pytestmark = pytest.mark.django_db


@contextmanager
def queries() -> Iterator[list[str]]:
    """The queries that are asked inside."""
    asked: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield asked
    asked += [query["sql"] for query in captured.captured_queries]


def of_names(asked: list[str]) -> list[str]:
    return [sql for sql in asked if "placename" in sql]


@pytest.mark.parametrize("guess", ["Portland", "portland, me", "Lonndon", "qqzzylburg", "東京"])
def test_the_second_time_the_database_is_not_asked_for_names(guess: str) -> None:
    with queries() as first:
        answer = ask("us", guess)
    with queries() as second:
        assert ask("us", guess) == answer
    assert of_names(first)
    assert not of_names(second)
    assert len(second) == 1  # which data is loaded


def test_two_spellings_of_a_guess_share_an_answer_but_not_the_guess() -> None:
    first = ask("us", "Saint-Louis, mo")
    with queries() as asked:
        second = ask("us", "  saint louis  MO")
    assert not of_names(asked)
    assert second == first | {"name": "  saint louis  MO"}


@pytest.mark.parametrize(("quiz", "guess"), [("fr", "Portland"), ("us", "Port land"), ("us", "Portlan")])
def test_another_quiz_or_guess_has_its_own_answer(quiz: str, guess: str) -> None:
    ask("us", "Portland")
    with queries() as asked:
        ask(quiz, guess)
    assert of_names(asked)


def test_other_data_is_asked_anew() -> None:
    ask("us", "Portland")
    DataVersion.objects.update(fingerprint="0123456789abcdef")
    near_filter.cache_clear()
    with queries() as asked:
        ask("us", "Portland")
    assert of_names(asked)


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/api/v1/quizzes", 2),
        ("/api/v1/quizzes/world", 2),
        ("/api/v1/quizzes/us/match?name=Portland", 4),
        ("/api/v1/quizzes/us/match?name=portland%2C+me", 6),
        ("/api/v1/quizzes/us/match?name=qqzzylburg", 5),
        ("/api/v1/quizzes/us/sections?name=Brooklyn", 3),
        ("/", 2),
        ("/quizzes/us", 2),
    ],
)
def test_no_request_asks_much_or_counts_rows(path: str, most: int) -> None:
    near_filter(DataVersion.objects.get().fingerprint)  # once for each worker, not for each request
    with queries() as asked:
        assert visitor().get(path).status_code == 200
    assert 1 <= len(asked) <= most, asked
    assert not [sql for sql in asked if "COUNT(" in sql.upper() or "SUM(" in sql.upper()]


@pytest.mark.redis
def test_redis_keeps_the_answers() -> None:
    client = cache.client.get_client()  # type: ignore[attr-defined]
    assert not client.keys("*match:*")
    answer = ask("us", "Portland")
    (key,) = client.keys("*match:*")
    assert DataVersion.objects.get().fingerprint.encode() in key
    assert 0 < client.ttl(key) <= 24 * 3600
    with queries() as asked:
        assert ask("us", "Portland") == answer
    assert not of_names(asked)


@pytest.mark.redis
def test_a_redis_that_goes_away_makes_it_slower_and_nothing_else(own_redis: subprocess.Popen[bytes]) -> None:
    answer = ask("us", "Portland")
    with queries() as asked:
        assert ask("us", "Portland") == answer
    assert not of_names(asked)  # it is this Redis that answers
    own_redis.kill()
    own_redis.wait()
    with queries() as asked:
        assert ask("us", "Portland") == answer
    assert of_names(asked)
    assert visitor().get(address("us", "Boston")).status_code == 200
