"""Rules about whole places: duplicates, names that are a quarter's, continents."""

from gazetteer.draft import Draft, Place
from gazetteer.rules.grid import Grid
from gazetteer.sources import read_table
from places.names import name_key

DUPLICATE_WITHIN = 5.0  # km


def drop_nameless(draft: Draft) -> None:
    """Drop the rows that no typed name could reach."""
    nameless = [p.id for p in draft.places.values() if not name_key(p.name)]
    for gone in nameless:
        del draft.places[gone]
    draft.note("places", "dropped: no letter in the name", len(nameless))


def drop_duplicates(draft: Draft) -> None:
    """Of places with one name in one region within 5 km, keep the largest (the oldest of equals).

    A section and its municipality are two things, and never duplicates of each other.
    """
    grid = Grid(draft.places.values())
    dropped: set[int] = set()
    for place in sorted(draft.places.values(), key=lambda p: (-p.population, p.id)):
        if place.id in dropped:
            continue
        for twin, _km in grid.near(place, DUPLICATE_WITHIN):
            if twin.id not in dropped and _rank(twin) > _rank(place) and _same(place, twin):
                dropped.add(twin.id)
                place.names += [twin.name, *twin.names]
    for gone in dropped:
        del draft.places[gone]
    draft.note("places", "dropped: duplicates", len(dropped))


def _rank(place: Place) -> tuple[int, int]:
    return -place.population, place.id


def _same(place: Place, twin: Place) -> bool:
    return (
        (place.country, place.region, place.section) == (twin.country, twin.region, twin.section)
        and name_key(place.name) == name_key(twin.name)
    )  # fmt: skip


def rename(draft: Draft) -> None:
    """Show the best-known name where the source's main name is a local quarter's."""
    rows = read_table("display_names")
    for row, old, new in rows:
        place = draft.places[int(row)]
        if place.name != old:
            raise ValueError(f"tables/display_names.tsv: {row} is {place.name}, not {old}")
        place.names.append(place.name)
        place.name = new
    draft.note("names", "shown under a better-known name", len(rows))


def name_in_english(draft: Draft) -> None:
    """Give the English name to places whose main name is another language's."""
    rows = read_table("english_names")
    for row, name, english in rows:
        place = draft.places[int(row)]
        if place.name != name:
            raise ValueError(f"tables/english_names.tsv: {row} is {place.name}, not {name}")
        place.english = english
    draft.note("names", "with an English name of their own", len(rows))


def add_names(draft: Draft) -> None:
    """Add accepted names that the sources lack."""
    rows = read_table("more_names")
    for row, name, other in rows:
        place = draft.places[int(row)]
        if place.name != name:
            raise ValueError(f"tables/more_names.tsv: {row} is {place.name}, not {name}")
        place.names.append(other)
    draft.note("names", "added by hand", len(rows))


def set_continents(draft: Draft) -> None:
    """Say on which continents each place lies; Russia and Turkey lie on two."""
    by_region = {region: continents for region, _name, continents in read_table("continents")}
    for place in draft.places.values():
        country = draft.countries[place.country]
        place.continents = by_region.get(place.region, country.continent)
