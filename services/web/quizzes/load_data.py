"""Loads the whole data file into the database: places, catalogue, data version.

Everything happens in one transaction: other connections see the old data until the commit, and a load that is
interrupted changes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.db import transaction

from places.data_file import DATA_FILE, PlaceRow, checksum, read_areas, read_meta
from places.load_tables import load_tables
from places.models import DataVersion
from places.names import KEY_RULES
from quizzes.catalogue import AreaLabel, CountedPlace, build_catalogue
from quizzes.catalogue_rows import replace_catalogue
from quizzes.largest_places import replace_largest_places
from quizzes.models import Quiz


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did."""

    version: str
    loaded: bool  # False: the database already held this data
    places: int = 0
    retired: int = 0  # places that are no longer in the data
    quizzes: int = 0


def fingerprint(data_file: Path = DATA_FILE) -> str:
    """16 hex digits of the data file and the key rules. Data with equal fingerprints gives equal matches."""
    return sha256(checksum(data_file) + b"%d" % KEY_RULES).hexdigest()[:16]


def is_loaded(data_file: Path = DATA_FILE) -> bool:
    """Whether the database holds the content of `data_file`, loaded with the current key rules."""
    return DataVersion.objects.filter(fingerprint=fingerprint(data_file)).exists()


def load_data(
    *, data_file: Path = DATA_FILE, force: bool = False, on_progress: Callable[[int], object] = lambda _: None
) -> LoadReport:
    """Load `data_file`, unless the database holds its content already. `force` loads it in any case.

    `on_progress` is called after each batch with the number of places in it.
    Raises `DataFileError` if the file is missing or damaged, and then changes nothing.
    """
    version = read_meta(data_file)["version"]
    if not force and is_loaded(data_file):
        return LoadReport(version, loaded=False)
    counted: list[CountedPlace] = []
    with transaction.atomic():
        tables = load_tables(data_file, on_place=_place_collector(counted), on_progress=on_progress)
        _replace_catalogue(data_file, counted)
        replace_largest_places()
        DataVersion.objects.update_or_create(
            id=1,
            defaults={
                "version": version, "fingerprint": fingerprint(data_file), "near_filter": tables.near_filter,
            },
        )  # fmt: skip
    return LoadReport(version, True, len(counted), tables.retired, Quiz.objects.count())


def _place_collector(counted: list[CountedPlace]) -> Callable[[PlaceRow], None]:
    """A function that adds each place that is not a section to `counted`."""

    def collect(place: PlaceRow) -> None:
        if not place.section:
            counted.append(CountedPlace(place.country, place.region, place.population, place.continents))

    return collect


def _replace_catalogue(data_file: Path, counted: list[CountedPlace]) -> None:
    areas = read_areas(data_file)
    catalogue = build_catalogue(counted, {area.code: AreaLabel(area.name, area.letters) for area in areas})
    replace_catalogue(catalogue, {area.code: area.name for area in areas})
