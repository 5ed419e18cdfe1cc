"""Corrects places by the hand-maintained tables: their names and continents."""

from gazetteer.build_records import Dataset, PlaceRecord
from gazetteer.sources import read_table


def set_better_known_names(dataset: Dataset) -> None:
    """Replace a main name that is really the name of one of the town's quarters. The old name stays accepted."""
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
    """The place with this id. Raises ValueError if its name is not the one in the table."""
    place = dataset.places[int(place_id)]
    if place.name != name:
        raise ValueError(f"tables/{table}.tsv: {place_id} is {place.name}, not {name}")
    return place


def set_continents(dataset: Dataset) -> None:
    """Set the continents of each place: the continents of the country, or in Russia and Turkey of the region."""
    continents_by_region = {region: continents for region, _name, continents in read_table("continents")}
    for place in dataset.places.values():
        country = dataset.countries[place.country]
        place.continents = continents_by_region.get(place.region, country.continent)
