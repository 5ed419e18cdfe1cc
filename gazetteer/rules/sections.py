"""Decides which places are sections of a larger municipality: a quarter, a borough, an arrondissement.

Five tests are combined, because no single one is reliable. GeoNames' feature code for sections alone would drop
Navi Mumbai and Funabashi, and keep the arrondissements of Paris.
"""

import re
from math import sqrt

from gazetteer.build_records import Dataset, PlaceRecord
from gazetteer.rules.spatial_index import SpatialIndex, distance
from gazetteer.sources import read_table
from gazetteer.terminal import progress_bar

SECTION_CODES = {"PPLX", "PPLH", "PPLQ", "PPLW", "PPLCH"}

# In these countries a place with a section's feature code is a section even if no larger place is near.
COUNTRIES_WITH_RELIABLE_CODES = {"US", "GB"}

# In these countries a place without a feature code is not a section, however close it is to a larger place. Half of
# India's places have no code: 374 of them would become sections, among them towns such as Phulwari Sharif beside Patna.
COUNTRIES_WITHOUT_DISTANCE_TEST = {"IN"}

# A section is at most this far from its municipality: km for each square root of the municipality's population,
# because a city's radius grows with the root of its population.
KM_PER_ROOT_WITH_CODE = 0.012
KM_PER_ROOT_WITHOUT_CODE = 0.006
MIN_RADIUS_WITH_CODE = 10.0  # km: even a small municipality may have sections this far away
MIN_POPULATION_RATIO_WITHOUT_CODE = 5  # the municipality must be this many times larger than a place without code

# The sections of a place with more people than this may be farther away than MIN_RADIUS_WITH_CODE.
LARGE_CITY_POPULATION = round((MIN_RADIUS_WITH_CODE / KM_PER_ROOT_WITH_CODE) ** 2)

_NAME_PATTERNS = [
    ("FR", re.compile(r"^(Paris|Marseille|Lyon) (\d|[IVX]+\b)")),
    ("FR", re.compile(r"Arrondissement$", re.IGNORECASE)),
    ("CH", re.compile(r"\(Kreis \d+\)")),
    ("HU", re.compile(r"kerület$", re.IGNORECASE)),
    ("IT", re.compile(r"^Circoscrizione|^Circoiscrizione|^Municipio ")),
    ("RO", re.compile(r"^Sector(ul)? \d$")),
    ("HK", re.compile(r"\b(Estate|Tsuen Wan Centre|Garden|Court|Villa)\b")),
    ("SG", re.compile(r"\b(Estate|New Town|Park|Garden|Village)\b")),
]

# New York's boroughs have the feature code of county seats (PPLA2), although they are parts of the city.
BOROUGHS = {5110302: "Brooklyn", 5133273: "Queens", 5125771: "Manhattan", 5110266: "The Bronx",
            5139568: "Staten Island"}  # fmt: skip
NEW_YORK = 5128581


def mark_sections(dataset: Dataset) -> None:
    """Mark every section, and set the municipality that it belongs to, if one is near."""
    larger_places = _LargerPlaces(dataset)
    cities = _CityRegions(dataset)
    exceptions = read_table("section_exceptions")
    places_by_hand = {int(row[0]) for row in exceptions if row[1] == "keep"}
    sections_by_hand = {int(row[0]) for row in exceptions if row[1] == "drop"}
    counts: dict[str, int] = {}
    for place in progress_bar(dataset.places.values(), "looking for sections"):
        if place.id in places_by_hand:
            continue
        by_hand = place.id in sections_by_hand
        larger = larger_places.near(place) if by_hand or _may_be_section(place) else []
        reason = "by hand" if by_hand else _section_reason(place, larger, cities)
        if reason:
            place.section = True
            place.section_of = _municipality(place, larger, cities)
            counts[reason] = counts.get(reason, 0) + 1
    _resolve_nested_sections(dataset)
    for reason, count in counts.items():
        dataset.add_count("sections", reason, count)


def _resolve_nested_sections(dataset: Dataset) -> None:
    """Give a section of a section the municipality above both: Kambah belongs to Canberra."""
    for place in dataset.places.values():
        seen = {place.id}
        while (parent := dataset.places.get(place.section_of)) and parent.section and parent.id not in seen:
            seen.add(parent.id)
            place.section_of = parent.section_of


def _section_reason(place: PlaceRecord, larger: list[tuple[PlaceRecord, float]], cities: "_CityRegions") -> str:
    """Why `place` is a section; "" if it is not a section."""
    if place.id in BOROUGHS:
        return "boroughs of New York"
    if any(place.country == c and pattern.search(place.name) for c, pattern in _NAME_PATTERNS):
        return "by the pattern of the name"
    if cities.city_of(place):
        return "inside a city-region"
    if place.feature in SECTION_CODES:
        is_close = _is_close_to_any(larger, KM_PER_ROOT_WITH_CODE, MIN_RADIUS_WITH_CODE)
        if is_close or place.country in COUNTRIES_WITH_RELIABLE_CODES:
            return "by feature code"
    elif not place.feature and place.country not in COUNTRIES_WITHOUT_DISTANCE_TEST:
        much_larger = [
            (p, km) for p, km in larger if p.population >= MIN_POPULATION_RATIO_WITHOUT_CODE * place.population
        ]
        if place.population and _is_close_to_any(much_larger, KM_PER_ROOT_WITHOUT_CODE, 0.0):
            return "no code, close to a place 5 times larger"
    return ""


def _may_be_section(place: PlaceRecord) -> bool:
    """Whether the places nearby can decide if `place` is a section."""
    return place.feature in SECTION_CODES or not place.feature


class _LargerPlaces:
    """Finds the places that a place may be a section of: larger ones in the same country."""

    def __init__(self, dataset: Dataset) -> None:
        self._index = SpatialIndex(dataset.places.values())
        self._large_cities: dict[str, list[PlaceRecord]] = {}
        for place in dataset.places.values():
            if place.population >= LARGE_CITY_POPULATION:
                self._large_cities.setdefault(place.country, []).append(place)

    def near(self, place: PlaceRecord) -> list[tuple[PlaceRecord, float]]:
        """Each larger place that is near enough for `place` to be one of its sections, with the distance in km."""
        around = {p.id: (p, km) for p, km in self._index.within(place, MIN_RADIUS_WITH_CODE)}
        for city in self._large_cities.get(place.country, ()):
            if city is not place and (km := distance(place, city)) <= _max_section_distance(city):
                around[city.id] = (city, km)
        return [
            (other, km)
            for other, km in around.values()
            if other.country == place.country and other.population > place.population
        ]


def _max_section_distance(city: PlaceRecord) -> float:
    return max(MIN_RADIUS_WITH_CODE, KM_PER_ROOT_WITH_CODE * sqrt(city.population))


def _is_close_to_any(larger: list[tuple[PlaceRecord, float]], km_per_root: float, min_radius: float) -> bool:
    return any(km <= max(min_radius, km_per_root * sqrt(other.population)) for other, km in larger)


def _municipality(place: PlaceRecord, larger: list[tuple[PlaceRecord, float]], cities: "_CityRegions") -> int:
    """The id of the municipality that `place` is a section of; 0 if no municipality is near."""
    if place.id in BOROUGHS:
        return NEW_YORK
    if city := cities.city_of(place):
        return city
    towns = [(p.population, p.id) for p, _ in larger if p.feature not in SECTION_CODES]
    return max(towns, default=(0, 0))[1]


class _CityRegions:
    """Regions that are one city, entirely or within a box: everything else in them is a section of the city."""

    def __init__(self, dataset: Dataset) -> None:
        self._boxes: dict[str, list[tuple[int, tuple[float, ...]]]] = {}
        for city, _name, region, *box in read_table("city_regions"):
            edges = tuple(float(edge) for edge in box if edge)
            self._boxes.setdefault(region, []).append((int(city), edges))
            if int(city) not in dataset.places:
                raise ValueError(f"tables/city_regions.tsv: there is no place {city}")

    def city_of(self, place: PlaceRecord) -> int:
        """The id of the city whose region contains `place`; 0 outside city-regions, and for the city itself."""
        for city, edges in self._boxes.get(place.region or place.country, ()):
            if place.id == city:
                return 0
            if not edges:
                return city
            west, south, east, north = edges
            if west <= place.lon <= east and south <= place.lat <= north:
                return city
        return 0
