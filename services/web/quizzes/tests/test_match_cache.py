"""Each guess is looked up in the database only once, and no request counts rows."""

import subprocess

import pytest
from django.core.cache import cache

from places.models import DataVersion
from quizzes.current_data import near_filter
from quizzes.tests.client import get_match, match_url, visitor
from quizzes.tests.query_capture import captured_queries, name_lookups

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("guess", ["Portland", "portland, me", "Lonndon", "qqzzylburg", "東京"])
def test_second_time_needs_no_name_lookup(guess: str) -> None:
    with captured_queries() as first:
        answer = get_match("us", guess)
    with captured_queries() as second:
        assert get_match("us", guess) == answer
    assert name_lookups(first)
    assert not name_lookups(second)
    assert len(second) == 1  # reads the current data version


def test_two_spellings_of_a_guess_share_a_cached_match() -> None:
    first = get_match("us", "Saint-Louis, mo")
    with captured_queries() as queries:
        second = get_match("us", "  saint louis  MO")
    assert not name_lookups(queries)
    assert second == first | {"name": "  saint louis  MO"}


@pytest.mark.parametrize(("quiz", "guess"), [("fr", "Portland"), ("us", "Port land"), ("us", "Portlan")])
def test_another_quiz_or_guess_is_looked_up(quiz: str, guess: str) -> None:
    get_match("us", "Portland")
    with captured_queries() as queries:
        get_match(quiz, guess)
    assert name_lookups(queries)


def test_other_data_is_looked_up_again() -> None:
    get_match("us", "Portland")
    DataVersion.objects.update(fingerprint="0123456789abcdef")
    near_filter.cache_clear()
    with captured_queries() as queries:
        get_match("us", "Portland")
    assert name_lookups(queries)


@pytest.mark.parametrize(
    ("path", "max_queries"),
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
def test_request_makes_few_queries_and_counts_no_rows(path: str, max_queries: int) -> None:
    near_filter(DataVersion.objects.get().fingerprint)  # read once by each worker, not for each request
    with captured_queries() as queries:
        assert visitor().get(path).status_code == 200
    assert 1 <= len(queries) <= max_queries, queries
    assert not [sql for sql in queries if "COUNT(" in sql.upper() or "SUM(" in sql.upper()]


@pytest.mark.redis
def test_match_is_cached_in_redis() -> None:
    client = cache.client.get_client()  # type: ignore[attr-defined]
    assert not client.keys("*match:*")
    answer = get_match("us", "Portland")
    (key,) = client.keys("*match:*")
    assert DataVersion.objects.get().fingerprint.encode() in key
    assert 0 < client.ttl(key) <= 24 * 3600
    with captured_queries() as queries:
        assert get_match("us", "Portland") == answer
    assert not name_lookups(queries)


@pytest.mark.redis
def test_matches_work_without_redis(own_redis: subprocess.Popen[bytes]) -> None:
    answer = get_match("us", "Portland")
    with captured_queries() as queries:
        assert get_match("us", "Portland") == answer
    assert not name_lookups(queries)  # premise: this Redis has cached the match
    own_redis.kill()
    own_redis.wait()
    with captured_queries() as queries:
        assert get_match("us", "Portland") == answer
    assert name_lookups(queries)
    assert visitor().get(match_url("us", "Boston")).status_code == 200
