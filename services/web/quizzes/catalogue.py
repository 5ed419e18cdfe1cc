"""Which quizzes there are, with their totals: computed from the places, never typed by hand.

Pure: the database is filled from it (`load_places`), and the maps are built from it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from places.names import tokens

Kind = Literal["world", "continent", "country", "region"]

FEWEST_PLACES = 20  # a quiz of fewer is over before it begins
LARGER_COUNTRY = 1_000  # places; from here on a country's first-level regions have quizzes too

# Size brackets: the smallest population of each, largest first. The last takes the unknown too.
BRACKETS = (1_000_000, 500_000, 100_000, 50_000, 10_000, 5_000, 1_000, 0)

CONTINENTS = {
    "AF": "Africa",
    "AS": "Asia",
    "EU": "Europe",
    "NA": "North America",
    "OC": "Oceania",
    "SA": "South America",
}

# Countries whose post writes regions by letters: there a quiz is us-ca, elsewhere fr-normandy.
_POSTAL = {"US", "CA", "AU"}

_REGION_NOUNS = {
    "US": "states and D.C.", "AU": "states and territories", "CA": "provinces and territories",
    "IN": "states and territories", "BR": "states", "MX": "states", "DE": "states",
    "AT": "states", "NG": "states", "VE": "states", "MY": "states", "CN": "provinces",
    "JP": "prefectures", "GR": "regions", "CH": "cantons", "GB": "countries", "AR": "provinces",
    "TR": "provinces", "IR": "provinces", "PH": "regions", "ID": "provinces", "ES": "communities",
    "UA": "oblasts", "RO": "counties", "HU": "counties", "SE": "counties", "NO": "counties",
    "PL": "voivodeships", "EG": "governorates", "NL": "provinces", "BE": "regions",
}  # fmt: skip


class CountedPlace(NamedTuple):
    """What the catalogue needs to know of a place that is not a section."""

    country: str
    region: str  # GeoNames code, "" for none
    population: int
    continents: str  # continent codes without a separator: "EU", "EUAS"


class AreaLabel(NamedTuple):
    """A country's or a region's English name, and its postal letters where it has some."""

    name: str
    letters: str = ""


@dataclass(slots=True)
class Total:
    """Places and their people."""

    places: int = 0
    population: int = 0

    def add(self, population: int) -> None:
        self.places += 1
        self.population += population


@dataclass(slots=True)
class QuizTotals:
    """One entry of the catalogue."""

    slug: str
    title: str
    kind: Kind
    scope: str  # what a place must match: "", "EU", "FR" or "FR.11", by kind
    within: str  # a region's country by name, "" for the others
    region_noun: str  # what its regions are called, plural
    total: Total = field(default_factory=Total)
    unknown_population: int = 0
    brackets: list[Total] = field(default_factory=lambda: [Total() for _ in BRACKETS])
    regions: dict[str, Total] = field(default_factory=dict)

    def add(self, place: CountedPlace) -> None:
        """Count a place that lies in this quiz."""
        self.total.add(place.population)
        self.unknown_population += place.population == 0
        self.brackets[bracket_of(place.population)].add(place.population)
        if self.kind != "region":
            part = place.region if self.kind == "country" else place.country
            self.regions.setdefault(part, Total()).add(place.population)


def bracket_of(population: int) -> int:
    """The index in `BRACKETS` of the bracket that `population` falls into."""
    return next(i for i, smallest in enumerate(BRACKETS) if population >= smallest)


def build_catalogue(places: Iterable[CountedPlace], areas: Mapping[str, AreaLabel]) -> list[QuizTotals]:
    """All quizzes with enough places, the world first, then by kind and size.

    `areas` names countries ("FR") and regions ("FR.11"). Raises ValueError on two quizzes of one
    slug.
    """
    counted: dict[tuple[Kind, str], QuizTotals] = {}
    for place in places:
        for scope in _scopes(place):
            if scope not in counted:
                counted[scope] = _quiz(*scope, areas)
            counted[scope].add(place)
    larger = {q.scope for q in counted.values() if q.kind == "country" and q.total.places >= LARGER_COUNTRY}
    quizzes = [q for q in counted.values() if _belongs(q, larger)]
    _refuse_twins(quizzes)
    return sorted(quizzes, key=_order)


def _scopes(place: CountedPlace) -> Iterator[tuple[Kind, str]]:
    yield "world", ""
    for start in range(0, len(place.continents), 2):
        yield "continent", place.continents[start : start + 2]
    yield "country", place.country
    if place.region:
        yield "region", place.region


def _quiz(kind: Kind, scope: str, areas: Mapping[str, AreaLabel]) -> QuizTotals:
    if kind == "world":
        return QuizTotals("world", "The world", kind, scope, "", "countries")
    if kind == "continent":
        title = CONTINENTS.get(scope, scope)
        return QuizTotals(_slugify(title), title, kind, scope, "", "countries")
    title = areas[scope].name
    if kind == "country":
        return QuizTotals(scope.lower(), title, kind, scope, "", _REGION_NOUNS.get(scope, "regions"))
    country = scope[:2]
    letters = areas[scope].letters if country in _POSTAL else ""
    slug = f"{country.lower()}-{_slugify(letters or title)}"
    return QuizTotals(slug, title, kind, scope, areas[country].name, "")


def _slugify(title: str) -> str:
    return "-".join(re.sub(r"[^a-z0-9]", "", word) or "x" for word in tokens(title))


def _belongs(quiz: QuizTotals, larger: set[str]) -> bool:
    """Whether the quiz is in the catalogue: large enough, inhabited, of a large enough country."""
    if quiz.kind == "continent" and quiz.scope not in CONTINENTS:
        return False
    if quiz.kind == "region" and quiz.scope[:2] not in larger:
        return False
    return quiz.total.places >= FEWEST_PLACES


def _refuse_twins(quizzes: list[QuizTotals]) -> None:
    seen: dict[str, QuizTotals] = {}
    for quiz in quizzes:
        if twin := seen.get(quiz.slug):
            raise ValueError(f"two quizzes are called {quiz.slug}: {twin.scope} and {quiz.scope}")
        seen[quiz.slug] = quiz


def _order(quiz: QuizTotals) -> tuple[int, str, int, str]:
    kinds = ("world", "continent", "country", "region")
    return kinds.index(quiz.kind), quiz.within, -quiz.total.population, quiz.slug
