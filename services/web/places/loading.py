"""Filling the database from the data file.

Everything happens in one transaction: whoever reads meanwhile sees the old data, whole, and a
load that is stopped half-way changes nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path

from django.db import connection, transaction

from places.archive import (
    ARCHIVE,
    ArchiveError,
    AreaRow,
    PlaceRow,
    checksum,
    read_area_names,
    read_areas,
    read_meta,
    read_places,
)
from places.bulk import columns_of, empty_twin, insert_rows, refresh_statistics, upsert_from
from places.keys import place_keys
from places.models import Area, AreaName, DataVersion, Place, PlaceName
from places.names import KEY_RULES, name_key
from places.near import SMALLEST, NearFilter
from quizzes.catalogue import AreaName as NamedArea
from quizzes.catalogue import CountedPlace, build_catalogue
from quizzes.models import Quiz
from quizzes.storing import store_catalogue

CHUNK = 5_000  # places at once: bounds the memory, and makes the steps of the progress bar

_NEW_PLACES = "new_places"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did."""

    version: str
    fresh: bool  # False: this very data was there already
    places: int = 0
    retired: int = 0  # places that left the data
    quizzes: int = 0


def fingerprint(archive: Path = ARCHIVE) -> str:
    """16 hex digits of the data file and the key rules: equal only where all answers are."""
    return sha256(checksum(archive) + b"%d" % KEY_RULES).hexdigest()[:16]


def is_loaded(archive: Path = ARCHIVE) -> bool:
    """Whether the database holds what `archive` holds, by the rules of today."""
    return DataVersion.objects.filter(fingerprint=fingerprint(archive)).exists()


def load_places(
    *, archive: Path = ARCHIVE, force: bool = False, on_progress: Callable[[int], object] = lambda _: None
) -> Loaded:
    """Make the database hold what `archive` holds; nothing happens where it does already.

    `force` loads all the same; `on_progress` is told of every chunk how many places it held.
    Raises `ArchiveError` on a missing or damaged file, and changes nothing then.
    """
    meta, mark = read_meta(archive), fingerprint(archive)
    version, expected = meta["version"], meta["places"]
    if not force and is_loaded(archive):
        return Loaded(version, fresh=False)
    with transaction.atomic():
        areas = read_areas(archive)
        loader = _Loader({area.code: area.name for area in areas})
        rows = loader.load(read_places(archive), on_progress)
        if rows != expected:
            raise ArchiveError(f"{archive} holds {rows:,} of {expected:,} places: restore it from the repository")
        _replace_areas(areas, archive, loader.counted)
        catalogue = build_catalogue(loader.counted, {a.code: NamedArea(a.name, a.letters) for a in areas})
        store_catalogue(catalogue, {area.code: area.name for area in areas})
        retired = _take_over()
        refresh_statistics(*(model._meta.db_table for model in (Area, AreaName, Place, PlaceName)))
        DataVersion.objects.update_or_create(
            id=1,
            defaults={"version": version, "fingerprint": mark, "near_filter": bytes(loader.near.bits)},
        )
    return Loaded(version, True, len(loader.counted), retired, Quiz.objects.count())


class _Loader:
    """Reads the places once, for everything that is made of them."""

    def __init__(self, area_names: dict[str, str]) -> None:
        self.area_names = area_names
        self.counted: list[CountedPlace] = []
        self.near = NearFilter()

    def load(self, places: Iterator[PlaceRow], on_progress: Callable[[int], object]) -> int:
        """Places into a table of their own beside the live one, and their names over the old; counts them."""
        rows = 0
        empty_twin(Place, _NEW_PLACES)
        with connection.cursor() as cursor:
            cursor.execute(f'DELETE FROM "{PlaceName._meta.db_table}"')
        while chunk := list(islice(places, CHUNK)):
            insert_rows(_NEW_PLACES, columns_of(Place), map(self._place, chunk))
            insert_rows(PlaceName._meta.db_table, columns_of(PlaceName), self._names(chunk))
            rows += len(chunk)
            on_progress(len(chunk))
        return rows

    def _place(self, row: PlaceRow) -> tuple[object, ...]:
        if not row.section:
            self.counted.append(CountedPlace(row.country, row.region, row.population, row.continents))
        return (
            row.id, row.name, row.english, row.country, row.region, self.area_names.get(row.region, ""),
            row.continents, row.lat, row.lon, row.population, row.section, row.section_of or None, False,
        )  # fmt: skip

    def _names(self, rows: Iterable[PlaceRow]) -> Iterator[tuple[str, int, bool]]:
        for row in rows:
            keys = place_keys(row)
            if not row.section and row.population >= SMALLEST:
                self.near.add(keys)
            for key, main in keys.items():
                yield key, row.id, main


def _take_over() -> int:
    """Bring the new places into the live table; retire, and count, those that are not among them."""
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


def _replace_areas(areas: list[AreaRow], archive: Path, counted: Iterable[CountedPlace]) -> None:
    people: dict[str, int] = {}
    for place in counted:
        for code in (place.country, place.region):
            people[code] = people.get(code, 0) + place.population
    AreaName.objects.all().delete()
    Area.objects.all().delete()
    Area.objects.bulk_create(
        Area(code=a.code, name=a.name, letters=a.letters, population=people.get(a.code, 0)) for a in areas
    )
    rows = ((name_key(n.name), n.code, n.kind == "letters") for n in read_area_names(archive))
    insert_rows(AreaName._meta.db_table, ("key", "area_id", "letters"), rows)
