"""`manage.py warm_cache`: what it leaves in the shared cache, and what it makes of parts that are away."""

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
from quizzes.tests.client import ask, visitor
from quizzes.tests.test_result_cache import of_names, queries
from quizzes.warmup_guesses import GUESSES_PER_CONTINENT, GUESSES_PER_COUNTRY, warmup_guesses

pytestmark = pytest.mark.django_db


def warmed() -> tuple[str, str]:
    """What the command says on stdout and on stderr."""
    out, err = StringIO(), StringIO()
    call_command("warm_cache", stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def shared(settings: Settings) -> None:
    """Local memory in the place of a Redis, which is all the same to the command."""
    settings.REDIS_URL = settings.REDIS_URL or "redis://stand-in"


@pytest.fixture
def few_guesses() -> Iterator[None]:
    with patch("quizzes.management.commands.warm_cache.warmup_guesses", return_value=[("us", ["Chicago", "Portland"])]):
        yield


def test_the_largest_places_are_what_players_guess_first() -> None:
    guesses = dict(warmup_guesses())
    assert len(guesses["world"]) == len(guesses["europe"]) == GUESSES_PER_CONTINENT
    assert "Tokyo" in guesses["world"]
    assert guesses["us"][:3] == ["New York City", "Los Angeles", "Chicago"]
    assert {"Istanbul", "Moscow"} <= set(guesses["europe"])
    assert not {slug for slug, names in guesses.items() if not names}
    assert max(len(names) for slug, names in guesses.items() if slug in {"us", "fr", "va"}) == GUESSES_PER_COUNTRY


@pytest.mark.usefixtures("shared", "few_guesses")
def test_afterwards_the_database_is_not_asked_for_them() -> None:
    assert warmed() == ("Warmed the home page, and 2 guesses in 1 quizzes.\n", "")
    with queries() as asked:
        ask("us", "chicago")
        visitor().get("/")
    assert not of_names(asked)
    assert len(asked) == 2  # which data is loaded
    with queries() as again:
        warmed()
    assert not of_names(again)


@pytest.mark.usefixtures("few_guesses")
def test_without_a_shared_cache_there_is_nothing_to_do(settings: Settings) -> None:
    settings.REDIS_URL = ""
    assert warmed()[0].startswith("Each process has a cache of its own")
    with queries() as asked:
        ask("us", "chicago")
    assert of_names(asked)


@pytest.mark.usefixtures("shared", "few_guesses")
def test_a_redis_that_is_away_is_a_warning(settings: Settings) -> None:
    away: dict[str, Any] = {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": "unix:///nowhere/at/all.sock?db=0",
        "OPTIONS": {"IGNORE_EXCEPTIONS": True},
    }
    settings.CACHES = {"default": away}
    assert warmed() == ("", "warm_cache: Redis does not answer, so the cache stays cold.\n")


@pytest.mark.usefixtures("shared")
def test_a_redis_that_goes_away_half_way_is_not_waited_for() -> None:
    answers = iter([True, True, False, False])
    with (
        patch(
            "quizzes.management.commands.warm_cache.warmup_guesses",
            return_value=[(s, ["Lyon"]) for s in ("fr", "us")] * 5,
        ),
        patch.dict("config.health.PARTS", cache=lambda: next(answers)),
    ):
        assert "stays cold" in warmed()[1]


@pytest.mark.usefixtures("shared")
def test_before_the_first_load_it_says_what_to_do() -> None:
    DataVersion.objects.all().delete()
    cache.clear()
    with pytest.raises(CommandError, match="run load_places first"):
        warmed()


@pytest.mark.usefixtures("shared")
def test_a_database_that_is_away_is_an_error() -> None:
    with (
        patch("quizzes.management.commands.warm_cache.home", side_effect=OperationalError("connection refused")),
        pytest.raises(CommandError, match="database does not answer: connection refused"),
    ):
        warmed()
