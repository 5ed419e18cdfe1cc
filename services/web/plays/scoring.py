"""Which places of a play count in a quiz under the current data, and their score. No input or output."""

from collections.abc import Iterable
from typing import NamedTuple

from plays.played_places import PlayedPlace
from plays.schemas import PlaceStatus
from quizzes.matching import in_quiz
from quizzes.models import Quiz


class Score(NamedTuple):
    """The number of places named, and the sum of their populations."""

    places: int
    population: int

    def plus(self, other: "Score") -> "Score":
        """The sum of two scores."""
        return Score(self.places + other.places, self.population + other.population)

    def minus(self, other: "Score") -> "Score":
        """This score without another one."""
        return Score(self.places - other.places, self.population - other.population)


def is_counted(quiz: Quiz, place: PlayedPlace) -> bool:
    """Whether the place counts in the quiz: it is still in the data, not a section, and in the quiz's area."""
    return not place.retired and not place.section and in_quiz(quiz, place)


def score(quiz: Quiz, places: Iterable[PlayedPlace]) -> Score:
    """The score of `places` in `quiz`. Places that do not count are ignored."""
    counted = [place.population for place in places if is_counted(quiz, place)]
    return Score(len(counted), sum(counted))


def place_status(quiz: Quiz | None, place: PlayedPlace) -> PlaceStatus:
    """Whether a place of a play still counts, and if not, why. `quiz` is None if it left the catalogue."""
    if place.retired:
        return "left"
    return "counted" if quiz and is_counted(quiz, place) else "elsewhere"
