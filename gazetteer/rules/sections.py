"""Which rows are sections of a larger municipality rather than places of their own.

A five-part rule: no single mark is right. Dropping GeoNames' "section" code alone would lose
Navi Mumbai and Funabashi and keep the arrondissements of Paris.
"""

import re
from math import sqrt

from gazetteer.draft import Draft, Place
from gazetteer.progress import progress
from gazetteer.rules.grid import Grid, distance
from gazetteer.sources import read_table

SECTION_CODES = {"PPLX", "PPLH", "PPLQ", "PPLW", "PPLCH"}

# In these two the code is right even where no larger place lies near.
CODE_IS_ENOUGH = {"US", "GB"}

# Distances grow with the root of the larger place's population, as cities do.
KM_PER_ROOT_CODED = 0.012
KM_PER_ROOT_UNCODED = 0.006
CODED_AT_LEAST = 10.0  # km
TIMES_LARGER = 5  # for rows without a code

# From this population on a place reaches farther than CODED_AT_LEAST.
FAR_REACHING = round((CODED_AT_LEAST / KM_PER_ROOT_CODED) ** 2)

_PATTERNS = [
    ("FR", re.compile(r"^(Paris|Marseille|Lyon) (\d|[IVX]+\b)")),
    ("FR", re.compile(r"Arrondissement$", re.IGNORECASE)),
    ("CH", re.compile(r"\(Kreis \d+\)")),
    ("HU", re.compile(r"kerület$", re.IGNORECASE)),
    ("IT", re.compile(r"^Circoscrizione|^Circoiscrizione|^Municipio ")),
    ("RO", re.compile(r"^Sector(ul)? \d$")),
    ("HK", re.compile(r"\b(Estate|Tsuen Wan Centre|Garden|Court|Villa)\b")),
    ("SG", re.compile(r"\b(Estate|New Town|Park|Garden|Village)\b")),
]

# New York's boroughs are seats (PPLA2), and yet parts of the city.
BOROUGHS = {5110302: "Brooklyn", 5133273: "Queens", 5125771: "Manhattan", 5110266: "The Bronx",
            5139568: "Staten Island"}  # fmt: skip
NEW_YORK = 5128581


def mark_sections(draft: Draft) -> None:
    """Mark every section, and the municipality it belongs to where there is one near."""
    larger_than = _LargerPlaces(draft)
    kept = {int(row[0]) for row in read_table("section_exceptions") if row[1] == "keep"}
    dropped = {int(row[0]) for row in read_table("section_exceptions") if row[1] == "drop"}
    cities = _CityRegions(draft)
    counts: dict[str, int] = {}
    for place in progress(draft.places.values(), "looking for sections"):
        if place.id in kept:
            continue
        larger = larger_than.near(place) if _in_doubt(place, dropped) else []
        reason = "by hand" if place.id in dropped else _reason(place, larger, cities)
        if reason:
            place.section = True
            place.section_of = _municipality(place, larger, cities)
            counts[reason] = counts.get(reason, 0) + 1
    _follow_chains(draft)
    for reason, count in counts.items():
        draft.note("sections", reason, count)


def _follow_chains(draft: Draft) -> None:
    """A section of a section belongs to the municipality above both: Kambah to Canberra."""
    for place in draft.places.values():
        seen = {place.id}
        while (above := draft.places.get(place.section_of)) and above.section and above.id not in seen:
            seen.add(above.id)
            place.section_of = above.section_of


def _reason(place: Place, larger: list[tuple[Place, float]], cities: "_CityRegions") -> str:
    """Why `place` is a section, "" where it is not."""
    if place.id in BOROUGHS:
        return "boroughs of New York"
    if any(place.country == c and pattern.search(place.name) for c, pattern in _PATTERNS):
        return "by the pattern of the name"
    if cities.city_of(place):
        return "inside a city-region"
    if place.feature in SECTION_CODES:
        if place.country in CODE_IS_ENOUGH or _within(larger, KM_PER_ROOT_CODED, CODED_AT_LEAST):
            return "by feature code"
    elif not place.feature and place.country != "IN":
        much_larger = [(p, km) for p, km in larger if p.population >= TIMES_LARGER * place.population]
        if place.population and _within(much_larger, KM_PER_ROOT_UNCODED, 0.0):
            return "no code, close to a place 5 times larger"
    return ""


def _in_doubt(place: Place, dropped: set[int]) -> bool:
    """Whether the places around can decide what `place` is."""
    return place.feature in SECTION_CODES or not place.feature or place.id in dropped


class _LargerPlaces:
    """The larger places of the same country that are close enough to hold a place."""

    def __init__(self, draft: Draft) -> None:
        self._grid = Grid(draft.places.values())
        self._cities: dict[str, list[Place]] = {}
        for place in draft.places.values():
            if place.population >= FAR_REACHING:
                self._cities.setdefault(place.country, []).append(place)

    def near(self, place: Place) -> list[tuple[Place, float]]:
        """Each with its distance in km, by the widest of the rules."""
        around = {p.id: (p, km) for p, km in self._grid.near(place, CODED_AT_LEAST)}
        for city in self._cities.get(place.country, ()):
            if city is not place and (km := distance(place, city)) <= _reach(city):
                around[city.id] = (city, km)
        return [
            (other, km)
            for other, km in around.values()
            if other.country == place.country and other.population > place.population
        ]


def _reach(city: Place) -> float:
    return max(CODED_AT_LEAST, KM_PER_ROOT_CODED * sqrt(city.population))


def _within(larger: list[tuple[Place, float]], km_per_root: float, at_least: float) -> bool:
    return any(km <= max(at_least, km_per_root * sqrt(other.population)) for other, km in larger)


def _municipality(place: Place, larger: list[tuple[Place, float]], cities: "_CityRegions") -> int:
    """The id of the place that `place` is a section of, 0 where none is near."""
    if place.id in BOROUGHS:
        return NEW_YORK
    if city := cities.city_of(place):
        return city
    towns = [(p.population, p.id) for p, _ in larger if p.feature not in SECTION_CODES]
    return max(towns, default=(0, 0))[1]


class _CityRegions:
    """Regions that are one city, whole or within a box: everything in them is a section."""

    def __init__(self, draft: Draft) -> None:
        self._boxes: dict[str, list[tuple[int, tuple[float, ...]]]] = {}
        for city, _name, region, *box in read_table("city_regions"):
            edges = tuple(float(edge) for edge in box if edge)
            self._boxes.setdefault(region, []).append((int(city), edges))
            if int(city) not in draft.places:
                raise ValueError(f"tables/city_regions.tsv: there is no place {city}")

    def city_of(self, place: Place) -> int:
        """The id of the city whose region holds `place`; 0 for none, and for the city itself."""
        for city, edges in self._boxes.get(place.region or place.country, ()):
            if place.id == city:
                return 0
            if not edges:
                return city
            west, south, east, north = edges
            if west <= place.lon <= east and south <= place.lat <= north:
                return city
        return 0
