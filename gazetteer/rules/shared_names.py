"""Names that several places share, and that belong to one of them only, or to none."""

from collections import defaultdict

from gazetteer.draft import Draft, Place
from gazetteer.rules.grid import distance
from places.names import name_key

NEIGHBOUR_TIMES, NEIGHBOUR_WITHIN = 5, 20.0  # times larger; km
SHARED_BY, SHARED_NAMES = 4, 3  # a key on so many places, so differently called, is no name
TOWERING = 10  # times larger than the next: the name is this one's all the same
NEIGHBOUR = "also the name of a neighbour 5 times larger"
SHARED = "shared by 4 places of 3 names, main name of none"


def drop_names_of_others(draft: Draft, main: set[str]) -> dict[str, int]:
    """Drop such names; `main` holds the keys of all main names. Returns how many by rule."""
    return {NEIGHBOUR: _drop_neighbours_names(draft), SHARED: _drop_shared(draft, main)}


def _drop_neighbours_names(draft: Draft) -> int:
    """Drop "Bruxelles" from Anderlecht: a name that a place close by, and far larger, has too."""
    owners: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in draft.places.values():
        for name in place.names:
            owners[place.country, name_key(name)].append(place)
    dropped = 0
    for (_, key), places in owners.items():
        largest = max(places, key=lambda p: p.population)
        for place in places:
            if largest.population > NEIGHBOUR_TIMES * place.population and distance(place, largest) < NEIGHBOUR_WITHIN:
                place.names = [name for name in place.names if name_key(name) != key]
                dropped += 1
    return dropped


def _drop_shared(draft: Draft, main: set[str]) -> int:
    """Drop names that many differently called places share, but from one that towers over them."""
    owners: dict[str, list[Place]] = defaultdict(list)
    for place in draft.places.values():
        for name in place.names:
            owners[name_key(name)].append(place)
    dropped = 0
    for key, places in owners.items():
        if key in main or not _is_shared(places):
            continue
        keeper = _towering(places)
        for place in places:
            if place is not keeper:
                place.names = [name for name in place.names if name_key(name) != key]
                dropped += 1
    return dropped


def _is_shared(places: list[Place]) -> bool:
    names = {name_key(place.name) for place in places}
    return len(places) >= SHARED_BY and len(names) >= SHARED_NAMES


def _towering(places: list[Place]) -> Place | None:
    """The place that is at least 10 times larger than the next, if there is one: Москва."""
    first, second, *_ = sorted(places, key=lambda p: -p.population)
    return first if first.population >= TOWERING * max(second.population, 1) else None
