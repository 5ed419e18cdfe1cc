"""Checks which places a play may contain, before it is saved."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from django.conf import settings

from plays import errors
from plays.played_places import count_in_quiz, ids_in_quiz
from plays.scoring import Score
from quizzes.models import Quiz


class PlaceChange(NamedTuple):
    """What a PATCH changes of a play whose score under the current data is known."""

    before: Score
    added: Sequence[int]
    removed: Collection[int]


def validate_and_score(
    quiz: Quiz, ids: Sequence[int], previous: Collection[int] = frozenset(), change: PlaceChange | None = None
) -> Score:
    """The score of `ids`. Raises an ApiError unless each counts in the quiz or is one of the play's `previous` ids.

    With a `change`, which leads from `previous` to `ids`, only the changed places are read: an automatic save changes
    few of what may be thousands.
    """
    _validate_number_and_uniqueness(quiz, ids, previous)
    added, removed, before = (change.added, change.removed, change.before) if change else (ids, (), Score(0, 0))
    gained, lost = Score(*count_in_quiz(quiz, added)), Score(*count_in_quiz(quiz, removed))
    if gained.places < len(added):
        _refuse_foreign(quiz, [i for i in added if i not in previous])
    return before.plus(gained).minus(lost)


def _validate_number_and_uniqueness(quiz: Quiz, ids: Sequence[int], previous: Collection[int]) -> None:
    """The checks that need no place from the database."""
    if not ids:
        raise errors.no_places_error()
    allowed = _max_places(quiz, len(previous))
    if len(ids) > allowed:
        raise errors.too_many_places_error(len(ids), allowed)
    if len(set(ids)) < len(ids):
        raise errors.duplicate_place_error(next(i for i, times in Counter(ids).items() if times > 1))


def _max_places(quiz: Quiz, previous: int) -> int:
    """How many places a play may have. `previous`: how many it has now.

    A play that is larger than MAX_PLACES_PER_PLAY may stay as large as it is. Without that limit, a play may have all
    places of the quiz and those it has now, because these may have left the quiz.
    """
    of_the_quiz = quiz.places + previous
    return min(of_the_quiz, max(settings.MAX_PLACES_PER_PLAY or of_the_quiz, previous))


def _refuse_foreign(quiz: Quiz, ids: Sequence[int]) -> None:
    """Raises the ApiError not_in_quiz if one of `ids` does not count in the quiz."""
    counted = ids_in_quiz(quiz, ids)
    if foreign := [i for i in ids if i not in counted]:
        raise errors.not_in_quiz_error(quiz.slug, foreign)
