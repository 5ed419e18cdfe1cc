"""Checks which places a play may contain, before it is saved."""

from collections import Counter
from collections.abc import Collection, Sequence

from plays import errors
from plays.played_places import batches, find_places
from plays.scoring import Score, is_counted, score
from quizzes.models import Quiz


def validate_and_score(quiz: Quiz, ids: Sequence[int], previous: Collection[int] = frozenset()) -> Score:
    """The score of `ids`. Raises an ApiError unless each id counts in the quiz or is one of the play's `previous` ids.

    Validates and scores together, because each place is read from the database only once.
    """
    _validate_number_and_uniqueness(quiz, ids, previous)
    total = Score(0, 0)
    foreign: list[int] = []
    for batch in batches(ids):
        found = find_places(batch)
        foreign += [i for i in batch if i not in previous and not (i in found and is_counted(quiz, found[i]))]
        total = total.plus(score(quiz, found.values()))
    if foreign:
        raise errors.not_in_quiz_error(quiz.slug, foreign)
    return total


def _validate_number_and_uniqueness(quiz: Quiz, ids: Sequence[int], previous: Collection[int]) -> None:
    """The checks that need no place from the database."""
    if not ids:
        raise errors.no_places_error()
    allowed = quiz.places + len(previous)
    if len(ids) > allowed:
        raise errors.too_many_places_error(len(ids), allowed)
    if len(set(ids)) < len(ids):
        raise errors.duplicate_place_error(next(i for i, times in Counter(ids).items() if times > 1))
