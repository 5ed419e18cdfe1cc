"""The tables on a play's page: how many places of each size were named, and how many in each country or region."""

from collections import Counter
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from plays.pages.formatting import bracket_label
from plays.pages.place_order import Sortable
from quizzes.catalogue import bracket_of
from quizzes.models import Quiz


class BracketScore(NamedTuple):
    """The row of a size bracket."""

    label: str
    named: int
    places: int  # how many the quiz has
    percent: float  # share of the places that were named, from 0 to 100

    @property
    def is_complete(self) -> bool:
        return self.named == self.places


class AreaScore(NamedTuple):
    """The row of a country or region."""

    code: str
    name: str
    named: int
    places: int  # how many the quiz has
    named_population: int
    population: int  # of all these places


def score_by_bracket(quiz: Quiz, counted: Iterable[Sortable]) -> list[BracketScore]:
    """A row for each size bracket in which the quiz has places, largest first."""
    named = Counter(bracket_of(entry.population) for entry in counted)
    labels = bracket_labels(quiz)
    return [
        BracketScore(label, named[i], bracket["places"], 100 * named[i] / bracket["places"])
        for i, (label, bracket) in enumerate(zip(labels, quiz.brackets, strict=True))
        if bracket["places"]
    ]


def bracket_labels(quiz: Quiz) -> list[str]:
    """The labels of the quiz's size brackets, largest first."""
    minima = [bracket["min"] for bracket in quiz.brackets]
    return [bracket_label(minimum, above) for minimum, above in zip(minima, [None, *minima], strict=False)]


def score_by_area(quiz: Quiz, counted: Sequence[Sortable]) -> list[AreaScore]:
    """A row for each of the quiz's countries or regions, those with the most named places first."""
    named = Counter(map(attrgetter("area"), counted))
    population: Counter[str] = Counter()
    for entry in counted:
        population[entry.area] += entry.population
    rows = [
        AreaScore(r["code"], r["name"], named[r["code"]], r["places"], population[r["code"]], r["population"])
        for r in quiz.regions
    ]
    return sorted(rows, key=lambda row: (-row.named, row.name))
