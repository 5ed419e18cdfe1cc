"""Makes small data files for tests: one country with one region, and fictional places."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from places.data_file import AreaNameRow, AreaRow, Gazetteer, PlaceRow, write_data_file


def place(  # noqa: PLR0913 - a place has that many fields
    id_: int,
    name: str,
    *,
    english: str = "",
    country: str = "FR",
    region: str = "FR.11",
    population: int = 5_000,
    names: Sequence[str] = (),
    section_of: int | None = None,
) -> PlaceRow:
    """A place in France. With `section_of` it is a section (0: of an unknown municipality)."""
    section = section_of is not None
    return PlaceRow(
        id_, name, english, country, region, 48.5, 2.25, population, "EU", section, section_of or 0, list(names)
    )


def make_gazetteer(places: Iterable[PlaceRow], version: str = "2026.01.0") -> Gazetteer:
    """A gazetteer of France, its region Île-de-France, and these places."""
    rows = list(places)
    return Gazetteer(
        meta={"version": version, "places": len(rows), "credits": []},
        areas=[AreaRow("FR", "France", "FR", "EU"), AreaRow("FR.11", "Île-de-France", "", "")],
        area_names=[
            AreaNameRow("FR", "France", "name"),
            AreaNameRow("FR", "FR", "letters"),
            AreaNameRow("FR.11", "Île-de-France", "name"),
        ],
        places=rows,
    )


def make_data_file(path: Path, places: Iterable[PlaceRow], version: str = "2026.01.0") -> Path:
    """Write a gazetteer with these places to `path`, and return the path."""
    write_data_file(path, make_gazetteer(places, version))
    return path


def villages(number: int = 20) -> list[PlaceRow]:
    """Places that only fill a quiz: a quiz needs at least 20."""
    return [place(9_000 + n, f"Village {n}", population=500) for n in range(number)]
