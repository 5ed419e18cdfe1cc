"""The largest places of a quiz that a play does not have. Shown on request only: the player may want to play on."""

from collections.abc import Sequence
from itertools import filterfalse, islice

from django.core.cache import cache

from config.work_slot import work_slot
from plays.large_plays import MAX_PLACES_WITHOUT_SLOT
from plays.pages.place_entries import PlaceEntry, area_code, location_text
from plays.played_places import PlayedPlace, find_places, largest_places_except
from quizzes.current_data import current_data
from quizzes.models import Quiz

MAX_MISSED = 20  # places shown
CACHE_SECONDS = 24 * 3600  # of the largest places of a quiz: 4 KB for each


def largest_missed_places(quiz: Quiz, named: Sequence[int]) -> list[PlaceEntry]:
    """The quiz's largest places whose ids are not in `named`, largest first."""
    places = _largest_missed(quiz, named)
    location_of, area_of = location_text(quiz), area_code(quiz)
    return [PlaceEntry(p.id, p.name, location_of(p), area_of(p), p.population, "counted") for p in places]


def _largest_missed(quiz: Quiz, named: Sequence[int]) -> list[PlayedPlace]:
    if len(named) > MAX_PLACES_WITHOUT_SLOT:
        return largest_places_except(named, quiz=quiz, limit=MAX_MISSED)
    missed = islice(filterfalse(set(named).__contains__, _largest_ids(quiz)), MAX_MISSED)
    return list(find_places(list(missed)).values())


def _largest_ids(quiz: Quiz) -> list[int]:
    """The ids of the quiz's largest places, largest first: enough for any play that is shown without the work slot.

    Sorting all places takes PostgreSQL 60 ms, so it is done once for each quiz and version of the data.
    """
    key = f"largest:{current_data().fingerprint}:{quiz.slug}"
    ids: list[int] | None = cache.get(key)
    if ids is None:
        with work_slot():
            ids = [p.id for p in largest_places_except((), quiz=quiz, limit=MAX_PLACES_WITHOUT_SLOT + MAX_MISSED)]
        cache.set(key, ids, CACHE_SECONDS)
    return ids
