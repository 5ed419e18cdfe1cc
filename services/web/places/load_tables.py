"""Fills the tables of places, names and areas from the data file.

`quizzes.load_data` calls `load_tables` inside the transaction of the whole load.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.db import connection

from places.bulk_insert import columns_of, create_empty_copy, insert_rows, refresh_statistics, upsert_from
from places.data_file import AreaRow, DataFileError, PlaceRow, read_area_names, read_areas, read_meta, read_places
from places.lookup_keys import lookup_keys
from places.models import Area, AreaName, Place, PlaceName
from places.names import name_key
from places.near_misses import MIN_HINT_POPULATION, NearMissFilter

BATCH_SIZE = 5_000  # places written at once: bounds the memory, and is one step of the progress bar

_NEW_PLACES = "new_places"


@dataclass(frozen=True, slots=True)
class LoadedTables:
    """What `load_tables` wrote."""

    retired: int  # places that are no longer in the data
    near_filter: bytes


def load_tables(
    data_file: Path, *, on_place: Callable[[PlaceRow], object], on_progress: Callable[[int], object]
) -> LoadedTables:
    """Replace the rows of all tables of the app `places` except the data version. Call it in a transaction.

    `on_place` is called with each place, `on_progress` after each batch with the number of places in it.
    Raises `DataFileError` if the file is missing or damaged.
    """
    areas = read_areas(data_file)
    writer = _PlaceWriter({area.code: area.name for area in areas}, on_place)
    rows = writer.write(read_places(data_file), on_progress)
    expected = read_meta(data_file)["places"]
    if rows != expected:
        raise DataFileError(f"{data_file} holds {rows:,} of {expected:,} places: restore it from the repository")
    _replace_areas(areas, data_file, writer.population_of_area)
    retired = _replace_places()
    refresh_statistics(*(model._meta.db_table for model in (Area, AreaName, Place, PlaceName)))
    return LoadedTables(retired, bytes(writer.near_filter.bits))


class _PlaceWriter:
    """Writes the places, and collects the populations of areas and the near filter while it reads them."""

    def __init__(self, area_names: dict[str, str], on_place: Callable[[PlaceRow], object]) -> None:
        self.area_names = area_names
        self.on_place = on_place
        self.population_of_area: Counter[str] = Counter()
        self.near_filter = NearMissFilter()

    def write(self, places: Iterator[PlaceRow], on_progress: Callable[[int], object]) -> int:
        """Write the places to a temporary table and replace all place names; return the number of places."""
        rows = 0
        create_empty_copy(Place, _NEW_PLACES)
        with connection.cursor() as cursor:
            cursor.execute(f'DELETE FROM "{PlaceName._meta.db_table}"')
        while batch := list(islice(places, BATCH_SIZE)):
            insert_rows(_NEW_PLACES, columns_of(Place), map(self._place, batch))
            insert_rows(PlaceName._meta.db_table, columns_of(PlaceName), self._names(batch))
            rows += len(batch)
            on_progress(len(batch))
        return rows

    def _place(self, row: PlaceRow) -> tuple[object, ...]:
        self.on_place(row)
        if not row.section:
            for code in (row.country, row.region):
                self.population_of_area[code] += row.population
        return (
            row.id, row.name, row.english, row.country, row.region, self.area_names.get(row.region, ""),
            row.continents, row.lat, row.lon, row.population, row.section, row.section_of or None, False,
        )  # fmt: skip

    def _names(self, rows: Iterable[PlaceRow]) -> Iterator[tuple[str, int, bool]]:
        for row in rows:
            keys = lookup_keys(row)
            if not row.section and row.population >= MIN_HINT_POPULATION:
                self.near_filter.add(keys)
            for key, main in keys.items():
                yield key, row.id, main


def _replace_places() -> int:
    """Copy the new places into the live table. Retire the places that are not among them, and return how many."""
    upsert_from(_NEW_PLACES, Place)
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{Place._meta.db_table}" SET retired = %s '
            f'WHERE NOT retired AND id NOT IN (SELECT id FROM "{_NEW_PLACES}")',
            [True],
        )
        retired: int = cursor.rowcount
        cursor.execute(f'DROP TABLE "{_NEW_PLACES}"')
    return retired


def _replace_areas(areas: list[AreaRow], data_file: Path, population: Counter[str]) -> None:
    AreaName.objects.all().delete()
    Area.objects.all().delete()
    Area.objects.bulk_create(
        Area(code=a.code, name=a.name, letters=a.letters, population=population[a.code]) for a in areas
    )
    rows = ((name_key(n.name), n.code, n.kind == "letters") for n in read_area_names(data_file))
    insert_rows(AreaName._meta.db_table, ("key", "area_id", "letters"), rows)
