"""Rules about places: unusable and duplicate rows, names from the hand-maintained tables, continents."""

from gazetteer.dataset import Dataset, PlaceRecord
from gazetteer.rules.spatial_index import SpatialIndex
from gazetteer.sources import read_table
from places.names import name_key

MAX_DUPLICATE_KM = 5.0


def drop_nameless(dataset: Dataset) -> None:
    """Drop places without a letter or digit in their name: no typed name could find them."""
    nameless = [p.id for p in dataset.places.values() if not name_key(p.name)]
    for place_id in nameless:
        del dataset.places[place_id]
    dataset.add_count("places", "dropped: no letter in the name", len(nameless))


def drop_duplicates(dataset: Dataset) -> None:
    """Among places with the same name in the same region within 5 km, keep the largest (if equal, the lowest id).

    The largest takes over the names of the others. A section is never a duplicate of a municipality.
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


def set_better_known_names(dataset: Dataset) -> None:
    """Replace main names that are a local quarter's. The old name stays accepted."""
    rows = read_table("display_names")
    for place_id, old, new in rows:
        place = _checked_place(dataset, "display_names", place_id, old)
        place.names.append(place.name)
        place.name = new
    dataset.add_count("names", "shown under a better-known name", len(rows))


def set_english_names(dataset: Dataset) -> None:
    """Set the English name of places whose main name is in another language."""
    rows = read_table("english_names")
    for place_id, name, english in rows:
        _checked_place(dataset, "english_names", place_id, name).english = english
    dataset.add_count("names", "with an English name of their own", len(rows))


def add_missing_names(dataset: Dataset) -> None:
    """Add accepted names that the sources lack."""
    rows = read_table("more_names")
    for place_id, name, other in rows:
        _checked_place(dataset, "more_names", place_id, name).names.append(other)
    dataset.add_count("names", "added by hand", len(rows))


def _checked_place(dataset: Dataset, table: str, place_id: str, name: str) -> PlaceRecord:
    """The place of a table's row. Raises ValueError if the dataset has another name for it."""
    place = dataset.places[int(place_id)]
    if place.name != name:
        raise ValueError(f"tables/{table}.tsv: {place_id} is {place.name}, not {name}")
    return place


def set_continents(dataset: Dataset) -> None:
    """Set the continents of each place: its country's, or its region's in Russia and Turkey, which are on two."""
    continents_by_region = {region: continents for region, _name, continents in read_table("continents")}
    for place in dataset.places.values():
        country = dataset.countries[place.country]
        place.continents = continents_by_region.get(place.region, country.continent)
