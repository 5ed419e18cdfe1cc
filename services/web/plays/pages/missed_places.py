"""The largest places of a quiz that a play does not have. Shown on request only: the player may want to play on."""

from collections.abc import Collection
from itertools import filterfalse, islice

from django.core.cache import cache

from config.work_slot import work_slot
from plays.models import pack, unpack
from plays.pages.place_entries import PlaceEntry, place_entries
from plays.played_places import largest_ids
from quizzes.current_data import current_data
from quizzes.models import Quiz

MAX_MISSED = 20  # places shown
MIN_CACHED = 1_024  # of the largest places of a quiz: enough for most plays, and 3 KB
CACHE_SECONDS = 24 * 3600


def largest_missed_places(quiz: Quiz, named: Collection[int]) -> list[PlaceEntry]:
    """The quiz's largest places whose ids are not in `named`, largest first."""
    candidates = _largest_ids(quiz, len(named) + MAX_MISSED)
    return place_entries(list(islice(filterfalse(set(named).__contains__, candidates), MAX_MISSED)), quiz)


def _largest_ids(quiz: Quiz, count: int) -> list[int]:
    """The ids of at least `count` of the quiz's largest places if it has so many, largest first.

    Sorting all places of the world takes PostgreSQL 60 ms, so it is done once for each quiz and version of the data.
    Counts are rounded up to powers of two: a few lists of each quiz serve plays of all sizes.
    """
    rounded = max(MIN_CACHED, 1 << (count - 1).bit_length())
    key = f"largest:{current_data().fingerprint}:{quiz.slug}:{rounded}"
    packed: bytes | None = cache.get(key)
    if packed is None:
        with work_slot():
            packed = pack(largest_ids(quiz, rounded))
        cache.set(key, packed, CACHE_SECONDS)
    return unpack(packed, 0, count)
