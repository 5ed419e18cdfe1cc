"""Drops places that no player can name, and duplicates."""

from gazetteer.build_records import Dataset, PlaceRecord
from gazetteer.rules.spatial_index import SpatialIndex
from places.names import name_key

MAX_DUPLICATE_KM = 5.0


def drop_nameless(dataset: Dataset) -> None:
    """Drop places without a letter or digit in their name: no guess could find them."""
    nameless = [p.id for p in dataset.places.values() if not name_key(p.name)]
    for place_id in nameless:
        del dataset.places[place_id]
    dataset.add_count("places", "dropped: no letter in the name", len(nameless))


def drop_duplicates(dataset: Dataset) -> None:
    """Among places with the same name in the same region within 5 km, keep the largest (if equal, the lowest id).

    The kept place gets the names of the others. A section is never a duplicate of a municipality.
    """
    index = SpatialIndex(dataset.places.values())
    dropped: set[int] = set()
    for place in sorted(dataset.places.values(), key=_rank):
        if place.id in dropped:
            continue
        for other, _km in index.within(place, MAX_DUPLICATE_KM):
            if other.id not in dropped and _rank(other) > _rank(place) and _is_duplicate(place, other):
                dropped.add(other.id)
                place.names += [other.name, *other.names]
    for place_id in dropped:
        del dataset.places[place_id]
    dataset.add_count("places", "dropped: duplicates", len(dropped))


def _rank(place: PlaceRecord) -> tuple[int, int]:
    return -place.population, place.id


def _is_duplicate(place: PlaceRecord, other: PlaceRecord) -> bool:
    return (
        (place.country, place.region, place.section) == (other.country, other.region, other.section)
        and name_key(place.name) == name_key(other.name)
    )  # fmt: skip
