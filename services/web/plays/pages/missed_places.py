"""The largest places of a quiz that a play does not have. Shown on request only: the player may want to play on."""

from collections.abc import Collection
from itertools import filterfalse, islice

from plays.pages.place_entries import PlaceEntry, place_entries
from quizzes.largest_places import largest_ids
from quizzes.models import Quiz

MAX_MISSED = 20  # places shown


def largest_missed_places(quiz: Quiz, named: Collection[int]) -> list[PlaceEntry]:
    """The quiz's largest places whose ids are not in `named`, largest first."""
    candidates = largest_ids(quiz, len(named) + MAX_MISSED)
    return place_entries(list(islice(filterfalse(set(named).__contains__, candidates), MAX_MISSED)), quiz)
