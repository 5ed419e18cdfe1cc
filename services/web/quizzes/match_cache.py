"""Answers to guesses, each worked out once for all who ask: the result cache, and behind it the match."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.cache import cache

from places.lookup import Candidate
from places.names import tokens
from quizzes.current_data import CurrentData, near_filter
from quizzes.matching import match
from quizzes.models import Quiz

MATCH_SECONDS = 24 * 3600  # in our cache, whose keys hold the fingerprint of the data


def answers(quiz: Quiz, data: CurrentData, guesses: Sequence[str]) -> list[dict[str, Any]]:
    """A `MatchAnswer` as a dictionary for each guess, in order. The cache is asked once for all."""
    keys = [_key(quiz, data, guess) for guess in guesses]
    known = cache.get_many(set(keys))
    fresh: dict[str, dict[str, Any]] = {}
    for key, guess in zip(keys, guesses, strict=True):
        if key not in known and key not in fresh:
            fresh[key] = _answer(quiz, data, guess)
    if fresh:
        cache.set_many(fresh, MATCH_SECONDS)
    known |= fresh
    return [{"name": guess, **known[key]} for key, guess in zip(keys, guesses, strict=True)]


def _key(quiz: Quiz, data: CurrentData, guess: str) -> str:
    # A match depends on the words of the guess alone; hashed, for they may be too long and odd for a key.
    words = sha256("+".join(tokens(guess)).encode()).hexdigest()
    return f"match:{data.fingerprint}:{settings.BUILD_ID}:{quiz.slug}:{words}"


def _answer(quiz: Quiz, data: CurrentData, guess: str) -> dict[str, Any]:
    found = match(quiz, guess, near_filter(data.fingerprint))
    return {"places": [_place(place) for place in found.places], "reason": found.reason}


def _place(place: Candidate) -> dict[str, Any]:
    """A `FoundPlace` as a dictionary."""
    fields = ("id", "name", "country", "lat", "lon", "population")
    return {**{field: getattr(place, field) for field in fields}, "region": place.region_name}
