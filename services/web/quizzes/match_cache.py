"""The result cache of the match: each guess is matched once for all players."""

from collections.abc import Sequence
from contextlib import nullcontext
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.cache import cache

from config.work_slot import work_slot
from places.match_queries import Candidate
from places.names import tokens
from quizzes.current_data import CurrentData, near_filter
from quizzes.matching import match
from quizzes.models import Quiz

# Letters of guesses, none of them cached, that are matched without the work slot: some 40 names, or 20 ms of a core.
MAX_LETTERS_WITHOUT_SLOT = 500
MATCH_CACHE_SECONDS = 24 * 3600  # may be long, because the cache key contains the fingerprint of the data


def cached_matches(quiz: Quiz, data: CurrentData, guesses: Sequence[str]) -> list[dict[str, Any]]:
    """The content of a `MatchAnswer` for each guess, in order. One request to the cache reads those that it holds."""
    keys = [_key(quiz, data, guess) for guess in guesses]
    cached = cache.get_many(set(keys))
    missing = {key: guess for key, guess in zip(keys, guesses, strict=True) if key not in cached}
    is_long = sum(map(len, missing.values())) > MAX_LETTERS_WITHOUT_SLOT
    with work_slot() if is_long else nullcontext():
        computed = {key: _match_answer(quiz, data, guess) for key, guess in missing.items()}
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
