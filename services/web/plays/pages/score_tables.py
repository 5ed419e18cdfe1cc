"""A play's tables: places named by size and by region. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from plays.pages.formatting import size
from plays.pages.place_entries import Entry
from quizzes.catalogue import bracket_of
from quizzes.models import Quiz


class SizeRow(NamedTuple):
    """A size bracket."""

    label: str
    named: int
    places: int  # that the quiz has
    part: float  # named of them, from 0 to 100

    @property
    def done(self) -> bool:
        return self.named == self.places


class AreaRow(NamedTuple):
    """A country or a region."""

    code: str
    name: str
    named: int
    places: int
    people: int
    population: int


def by_size(quiz: Quiz, counted: Iterable[Entry]) -> list[SizeRow]:
    """The quiz's size brackets that have places, largest first."""
    named = Counter(bracket_of(entry.population) for entry in counted)
    labels = size_labels(quiz)
    return [
        SizeRow(label, named[i], row["places"], 100 * named[i] / row["places"])
        for i, (label, row) in enumerate(zip(labels, quiz.brackets, strict=True))
        if row["places"]
    ]


def size_labels(quiz: Quiz) -> list[str]:
    """What the quiz's size brackets are called, largest first."""
    smallest = [row["min"] for row in quiz.brackets]
    return [size(least, above) for least, above in zip(smallest, [None, *smallest], strict=False)]


def by_area(quiz: Quiz, counted: Sequence[Entry]) -> list[AreaRow]:
    """The quiz's countries or regions, those with the most places named first."""
    named = Counter(entry.area for entry in counted)
    people: Counter[str] = Counter()
    for entry in counted:
        people[entry.area] += entry.population
    rows = [
        AreaRow(r["code"], r["name"], named[r["code"]], r["places"], people[r["code"]], r["population"])
        for r in quiz.regions
    ]
    return sorted(rows, key=lambda row: (-row.named, row.name))
