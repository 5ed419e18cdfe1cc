"""Drops alternate names that several places share, except from the place that the name belongs to."""

from collections import defaultdict

from gazetteer.build_records import Dataset, PlaceRecord
from gazetteer.rules.spatial_index import distance
from places.names import name_key

# A name that two places share is dropped from the smaller one if the larger one has more than this many times its
# population and is closer than this.
MIN_POPULATION_RATIO_OF_NEIGHBOUR = 5
MAX_NEIGHBOUR_KM = 20.0
# A name that at least this many places with at least this many different main names share belongs to none of them,
# unless one of them is at least this many times larger than the next largest: that place keeps the name.
MIN_SHARING_PLACES = 4
MIN_DIFFERENT_NAMES = 3
MIN_POPULATION_RATIO_OF_DOMINANT_PLACE = 10

# The lines of the report.
NEIGHBOUR_RULE = "also the name of a neighbour 5 times larger"
SHARED_RULE = "shared by 4 places of 3 names, main name of none"


def drop_names_of_others(dataset: Dataset, main_keys: set[str]) -> dict[str, int]:
    """Apply both rules. `main_keys`: the keys of all main names. Returns the number of dropped names by rule."""
    return {NEIGHBOUR_RULE: _drop_names_of_neighbours(dataset), SHARED_RULE: _drop_shared_names(dataset, main_keys)}


def _drop_names_of_neighbours(dataset: Dataset) -> int:
    """Drop names that a much larger place nearby has too: "Bruxelles" from Anderlecht."""
    places_by_key: dict[tuple[str, str], list[PlaceRecord]] = defaultdict(list)
    for place in dataset.places.values():
        for name in place.names:
            places_by_key[place.country, name_key(name)].append(place)
    dropped = 0
    for (_, key), places in places_by_key.items():
        largest = max(places, key=lambda p: p.population)
        for place in places:
            is_much_larger = largest.population > MIN_POPULATION_RATIO_OF_NEIGHBOUR * place.population
            if is_much_larger and distance(place, largest) < MAX_NEIGHBOUR_KM:
                _drop_name(place, key)
                dropped += 1
    return dropped


def _drop_shared_names(dataset: Dataset, main_keys: set[str]) -> int:
    """Drop names that many differently named places share, except from a place much larger than the others."""
    places_by_key: dict[str, list[PlaceRecord]] = defaultdict(list)
    for place in dataset.places.values():
        for name in place.names:
            places_by_key[name_key(name)].append(place)
    dropped = 0
    for key, places in places_by_key.items():
        if key in main_keys or not _is_shared(places):
            continue
        owner = _dominant_place(places)
        for place in places:
            if place is not owner:
                _drop_name(place, key)
                dropped += 1
    return dropped


def _drop_name(place: PlaceRecord, key: str) -> None:
    place.names = [name for name in place.names if name_key(name) != key]


def _is_shared(places: list[PlaceRecord]) -> bool:
    main_keys = {name_key(place.name) for place in places}
    return len(places) >= MIN_SHARING_PLACES and len(main_keys) >= MIN_DIFFERENT_NAMES


def _dominant_place(places: list[PlaceRecord]) -> PlaceRecord | None:
    """The place that is at least 10 times larger than the next largest, if there is one: Moscow for "Москва"."""
    first, second, *_ = sorted(places, key=lambda p: -p.population)
    return first if first.population >= MIN_POPULATION_RATIO_OF_DOMINANT_PLACE * max(second.population, 1) else None
