"""`manage.py warm_cache`: the guesses that it caches, and its behaviour without Redis, database or places."""

from collections.abc import Iterator
from io import StringIO
from typing import Any
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import OperationalError
from pytest_django import Settings

from places.models import DataVersion
from quizzes.tests.client import get_match, visitor
from quizzes.tests.query_capture import captured_queries, name_lookups
from quizzes.warmup_guesses import GUESSES_PER_CONTINENT, GUESSES_PER_COUNTRY, warmup_guesses

pytestmark = pytest.mark.django_db


def run_warm_cache() -> tuple[str, str]:
    """The output of the command on stdout and on stderr."""
    out, err = StringIO(), StringIO()
    call_command("warm_cache", stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def shared_cache(settings: Settings) -> None:
    """Without a Redis, let the command use the local memory cache as if it were shared."""
    settings.REDIS_URL = settings.REDIS_URL or "redis://stand-in"


@pytest.fixture
def few_guesses() -> Iterator[None]:
    with patch("quizzes.management.commands.warm_cache.warmup_guesses", return_value=[("us", ["Chicago", "Portland"])]):
        yield


def test_warmup_guesses_are_the_largest_places() -> None:
    guesses = dict(warmup_guesses())
    assert len(guesses["world"]) == len(guesses["europe"]) == GUESSES_PER_CONTINENT
    assert "Tokyo" in guesses["world"]
    assert guesses["us"][:3] == ["New York City", "Los Angeles", "Chicago"]
    assert {"Istanbul", "Moscow"} <= set(guesses["europe"])
    assert not {slug for slug, names in guesses.items() if not names}
    assert max(len(names) for slug, names in guesses.items() if slug in {"us", "fr", "va"}) == GUESSES_PER_COUNTRY


@pytest.mark.usefixtures("shared_cache", "few_guesses")
def test_warmed_guesses_need_no_name_lookup() -> None:
    assert run_warm_cache() == ("Warmed the home page, and 2 guesses in 1 quizzes.\n", "")
    with captured_queries() as queries:
        get_match("us", "chicago")
        visitor().get("/")
    assert not name_lookups(queries)
    assert len(queries) == 2  # each reads the current data version
    with captured_queries() as queries_again:
        run_warm_cache()
    assert not name_lookups(queries_again)


@pytest.mark.usefixtures("few_guesses")
def test_command_does_nothing_without_a_shared_cache(settings: Settings) -> None:
    settings.REDIS_URL = ""
    assert run_warm_cache()[0].startswith("There is no shared cache")
    with captured_queries() as queries:
        get_match("us", "chicago")
    assert name_lookups(queries)


@pytest.mark.usefixtures("shared_cache", "few_guesses")
def test_unreachable_redis_is_a_warning(settings: Settings) -> None:
    unreachable: dict[str, Any] = {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": "unix:///nowhere/at/all.sock?db=0",
        "OPTIONS": {"IGNORE_EXCEPTIONS": True},
    }
    settings.CACHES = {"default": unreachable}
    assert run_warm_cache() == ("", "warm_cache: Redis does not answer, so the cache was not warmed.\n")


@pytest.mark.usefixtures("shared_cache")
def test_command_stops_when_redis_goes_away() -> None:
    redis_answers = iter([True, True, False, False])
    with (
        patch(
            "quizzes.management.commands.warm_cache.warmup_guesses",
            return_value=[(s, ["Lyon"]) for s in ("fr", "us")] * 5,
        ),
        patch.dict("config.health.DEPENDENCIES", cache=lambda: next(redis_answers)),
    ):
        assert "was not warmed" in run_warm_cache()[1]


@pytest.mark.usefixtures("shared_cache")
def test_command_fails_without_places_and_says_what_to_do() -> None:
    DataVersion.objects.all().delete()
    cache.clear()
    with pytest.raises(CommandError, match="run load_places first"):
        run_warm_cache()


@pytest.mark.usefixtures("shared_cache")
def test_unreachable_database_is_an_error() -> None:
    with (
        patch(
            "quizzes.management.commands.warm_cache.rendered_catalogue",
            side_effect=OperationalError("connection refused"),
        ),
        pytest.raises(CommandError, match="database does not answer: connection refused"),
    ):
        run_warm_cache()
