"""The result cache of the match: each guess is matched once for all players."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.cache import cache

from places.match_queries import Candidate
from places.names import tokens
from quizzes.current_data import CurrentData, near_filter
from quizzes.matching import match
from quizzes.models import Quiz

MATCH_CACHE_SECONDS = 24 * 3600  # may be long, because the cache key contains the fingerprint of the data


def cached_matches(quiz: Quiz, data: CurrentData, guesses: Sequence[str]) -> list[dict[str, Any]]:
    """The content of a `MatchAnswer` for each guess, in order. One request to the cache reads those that it holds."""
    keys = [_key(quiz, data, guess) for guess in guesses]
    cached = cache.get_many(set(keys))
    computed: dict[str, dict[str, Any]] = {}
    for key, guess in zip(keys, guesses, strict=True):
        if key not in cached and key not in computed:
            computed[key] = _match_answer(quiz, data, guess)
    if computed:
        cache.set_many(computed, MATCH_CACHE_SECONDS)
    cached |= computed
    return [{"name": guess, **cached[key]} for key, guess in zip(keys, guesses, strict=True)]


def _key(quiz: Quiz, data: CurrentData, guess: str) -> str:
    # A match depends only on the words of the guess. These are hashed, because they may be too long for a cache key.
    words = sha256("+".join(tokens(guess)).encode()).hexdigest()
    return f"match:{data.fingerprint}:{settings.BUILD_ID}:{quiz.slug}:{words}"


def _match_answer(quiz: Quiz, data: CurrentData, guess: str) -> dict[str, Any]:
    result = match(quiz, guess, near_filter(data.fingerprint))
    return {"places": [_place(place) for place in result.places], "reason": result.reason}


def _place(place: Candidate) -> dict[str, Any]:
    """The content of a `FoundPlace`."""
    fields = ("id", "name", "country", "lat", "lon", "population")
    return {**{field: getattr(place, field) for field in fields}, "region": place.region_name}
