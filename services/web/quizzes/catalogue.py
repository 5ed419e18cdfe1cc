"""Computes the catalogue: all quizzes with their totals, from the places.

This module does without Django's models, because the map build uses it too, not only `load_places`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from places.names import tokens

Kind = Literal["world", "continent", "country", "region"]

MIN_PLACES = 20  # a quiz with fewer is too short
MIN_PLACES_FOR_REGION_QUIZZES = 1_000  # a country with fewer has no quizzes of its first-level regions

# Size brackets: the minimum population of each, largest first. The last one includes unknown populations.
BRACKETS = (1_000_000, 500_000, 100_000, 50_000, 10_000, 5_000, 1_000, 0)
_BRACKETS_UPWARDS = BRACKETS[::-1]

CONTINENTS = {
    "AF": "Africa",
    "AS": "Asia",
    "EU": "Europe",
    "NA": "North America",
    "OC": "Oceania",
    "SA": "South America",
}

# Countries whose postal addresses abbreviate regions. The slugs use the same letters: us-ca, but fr-normandy.
_COUNTRIES_WITH_POSTAL_LETTERS = {"US", "CA", "AU"}

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
    """The fields of a place that the catalogue needs. Sections are not counted."""

    country: str
    region: str  # GeoNames code, "" if the place has none
    population: int
    continents: str  # continent codes without a separator: "EU", "EUAS"


class AreaLabel(NamedTuple):
    """The English name of a country or region, and its postal letters if there are some."""

    name: str
    letters: str = ""


@dataclass(slots=True)
class Total:
    """A number of places and their population."""

    places: int = 0
    population: int = 0

    def add(self, population: int) -> None:
        self.places += 1
        self.population += population


@dataclass(slots=True)
class QuizTotals:
    """One quiz of the catalogue with its totals."""

    slug: str
    title: str
    kind: Kind
    scope: str  # the area's code: "", "EU", "FR" or "FR.11", depending on the kind
    within: str  # the name of a region's country, "" for other kinds
    region_noun: str  # what the regions of the area are called, plural
    total: Total = field(default_factory=Total)
    unknown_population: int = 0
    brackets: list[Total] = field(default_factory=lambda: [Total() for _ in BRACKETS])
    regions: dict[str, Total] = field(default_factory=dict)

    def add(self, place: CountedPlace) -> None:
        """Count a place that is in this quiz."""
        self.total.add(place.population)
        self.unknown_population += place.population == 0
        self.brackets[bracket_of(place.population)].add(place.population)
        if self.kind != "region":
            region = place.region if self.kind == "country" else place.country
            self.regions.setdefault(region, Total()).add(place.population)


def bracket_of(population: int) -> int:
    """The index in `BRACKETS` of the bracket for `population`."""
    return len(BRACKETS) - bisect_right(_BRACKETS_UPWARDS, population)


def build_catalogue(places: Iterable[CountedPlace], areas: Mapping[str, AreaLabel]) -> list[QuizTotals]:
    """All quizzes with enough places, in order of kind, then of population.

    `areas` labels countries ("FR") and regions ("FR.11"). Raises ValueError if two quizzes have the same slug.
    """
    totals: dict[tuple[Kind, str], QuizTotals] = {}
    for place in places:
        for scope in quiz_areas(place.country, place.region, place.continents):
            if scope not in totals:
                totals[scope] = _empty_quiz(*scope, areas)
            totals[scope].add(place)
    countries = [q for q in totals.values() if q.kind == "country"]
    with_regions = {q.scope for q in countries if q.total.places >= MIN_PLACES_FOR_REGION_QUIZZES}
    quizzes = [q for q in totals.values() if _is_in_catalogue(q, with_regions)]
    _reject_duplicate_slugs(quizzes)
    return sorted(quizzes, key=_order)


def quiz_areas(country: str, region: str, continents: str) -> Iterator[tuple[Kind, str]]:
    """Kind and scope of all quizzes in which a place counts. Some may be too small for the catalogue."""
    yield "world", ""
    for start in range(0, len(continents), 2):
        yield "continent", continents[start : start + 2]
    yield "country", country
    if region:
        yield "region", region


def _empty_quiz(kind: Kind, scope: str, areas: Mapping[str, AreaLabel]) -> QuizTotals:
    if kind == "world":
        return QuizTotals("world", "The world", kind, scope, "", "countries")
    if kind == "continent":
        title = CONTINENTS.get(scope, scope)
        return QuizTotals(_slugify(title), title, kind, scope, "", "countries")
    title = areas[scope].name
    if kind == "country":
        return QuizTotals(scope.lower(), title, kind, scope, "", _REGION_NOUNS.get(scope, "regions"))
    country = scope[:2]
    letters = areas[scope].letters if country in _COUNTRIES_WITH_POSTAL_LETTERS else ""
    slug = f"{country.lower()}-{_slugify(letters or title)}"
    return QuizTotals(slug, title, kind, scope, areas[country].name, "")


def _slugify(title: str) -> str:
    return "-".join(re.sub(r"[^a-z0-9]", "", word) or "x" for word in tokens(title))


def _is_in_catalogue(quiz: QuizTotals, countries_with_regions: set[str]) -> bool:
    """Whether the quiz has enough places, and is neither the continent Antarctica nor a region of a small country."""
    if quiz.kind == "continent" and quiz.scope not in CONTINENTS:
        return False
    if quiz.kind == "region" and quiz.scope[:2] not in countries_with_regions:
        return False
    return quiz.total.places >= MIN_PLACES


def _reject_duplicate_slugs(quizzes: list[QuizTotals]) -> None:
    seen: dict[str, QuizTotals] = {}
    for quiz in quizzes:
        if other := seen.get(quiz.slug):
            raise ValueError(f"two quizzes have the slug {quiz.slug}: {other.scope} and {quiz.scope}")
        seen[quiz.slug] = quiz


def _order(quiz: QuizTotals) -> tuple[int, str, int, str]:
    kinds = ("world", "continent", "country", "region")
    return kinds.index(quiz.kind), quiz.within, -quiz.total.population, quiz.slug
