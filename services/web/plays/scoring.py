"""Which of a play's places count under the data that is loaded now, and what they come to. Pure."""

from collections.abc import Iterable
from typing import NamedTuple

from plays.played_places import PlayedPlace
from quizzes.matching import in_quiz
from quizzes.models import Quiz


class Score(NamedTuple):
    """Places named, and their people."""

    places: int
    population: int


def counts(quiz: Quiz, place: PlayedPlace) -> bool:
    """Whether the place is one of the quiz's: still in the data, no section of another, in the quiz's area."""
    return not place.retired and not place.section and in_quiz(quiz, place)


def score(quiz: Quiz, named: Iterable[PlayedPlace]) -> Score:
    """What `named` comes to in `quiz`; places that do not count are passed over."""
    counted = [place.population for place in named if counts(quiz, place)]
    return Score(len(counted), sum(counted))
