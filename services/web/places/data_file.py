"""The format of the committed data file: a tar archive of tab-separated tables, compressed with xz.

    meta.json        version, number of places, credits
    areas.tsv        code, name, letters, continent (countries only)
    area_names.tsv   code, name, kind: "name", or "letters", which are accepted only after a place's name
    places.tsv       id, name, english, country, region, lat, lon, population, continents,
                     section ("1" or ""), section_of, names ("|" between them)

The data build writes the file and `load_places` reads it, both only with the functions of this module.
"""

import csv
import io
import json
import lzma
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

DATA_FILE = Path(__file__).parent / "data" / "gazetteer.tar.xz"


class _Tsv(csv.Dialect):
    """Fields are never quoted, because none contains a tab or a line feed."""

    delimiter = "\t"
    lineterminator = "\n"
    quoting = csv.QUOTE_NONE
    quotechar = None


class DataFileError(Exception):
    """The data file is missing or damaged. The message says what to do."""


class AreaRow(NamedTuple):
    """A country ("US") or a first-level region ("US.IL")."""

    code: str
    name: str
    letters: str
    continent: str


class AreaNameRow(NamedTuple):
    """One accepted name of an area."""

    code: str
    name: str
    kind: str


class PlaceRow(NamedTuple):
    """A place in the data file."""

    id: int
    name: str
    english: str
    country: str
    region: str
    lat: float
    lon: float
    population: int
    continents: str
    section: bool
    section_of: int
    names: list[str]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The whole content of a data file."""

    meta: dict[str, Any]
    areas: list[AreaRow]
    area_names: list[AreaNameRow]
    places: list[PlaceRow]


def write_data_file(path: Path, gazetteer: Gazetteer) -> None:
    """Write the data file. The same content gives the same bytes."""
    tables = {
        "meta.json": json.dumps(gazetteer.meta, ensure_ascii=False, indent=2, sort_keys=True) + "\n",
        "areas.tsv": _tsv(gazetteer.areas),
        "area_names.tsv": _tsv(gazetteer.area_names),
        "places.tsv": _tsv(_place_fields(place) for place in gazetteer.places),
    }
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name, text in tables.items():
            member = tarfile.TarInfo(name)
            member.size = len(text.encode())
            tar.addfile(member, io.BytesIO(text.encode()))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(lzma.compress(archive.getvalue(), preset=9 | lzma.PRESET_EXTREME))


def read_meta(path: Path = DATA_FILE) -> dict[str, Any]:
    """Version, number of rows in places.tsv, and credits."""
    with _table(path, "meta.json") as text:
        meta: dict[str, Any] = json.load(text)
        return meta


def read_areas(path: Path = DATA_FILE) -> list[AreaRow]:
    """All countries and regions."""
    with _table(path, "areas.tsv") as text:
        return [AreaRow(*row) for row in csv.reader(text, _Tsv)]


def read_area_names(path: Path = DATA_FILE) -> list[AreaNameRow]:
    """All names of areas."""
    with _table(path, "area_names.tsv") as text:
        return [AreaNameRow(*row) for row in csv.reader(text, _Tsv)]


def read_places(path: Path = DATA_FILE) -> Iterator[PlaceRow]:
    """All places, one at a time, because all at once would take 250 MB of memory."""
    with _table(path, "places.tsv") as text:
        for row in csv.reader(text, _Tsv):
            yield _place(row)


def checksum(path: Path = DATA_FILE) -> bytes:
    """SHA-256 of the compressed file."""
    try:
        return sha256(path.read_bytes()).digest()
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> DataFileError:
    return DataFileError(
        f"{path} cannot be read ({error.strerror}): restore it from the repository, or run `make data`"
    )


@contextmanager
def _table(path: Path, name: str) -> Iterator[io.TextIOWrapper]:
    """One table as text. Raises `DataFileError` if the file is missing, truncated or damaged."""
    try:
        with tarfile.open(path, mode="r:xz") as tar:
            member = tar.extractfile(name)
            assert member is not None  # `write_data_file` adds only regular files
            yield io.TextIOWrapper(member, "utf-8", newline="\n")
    except OSError as error:
        raise _unreadable(path, error) from error
    except (tarfile.TarError, lzma.LZMAError, EOFError, KeyError, ValueError, TypeError) as error:
        raise DataFileError(
            f"{path} is damaged ({error}): restore it from the repository, or run `make data`"
        ) from error


def _tsv(rows: Iterable[Iterable[object]]) -> str:
    out = io.StringIO()
    csv.writer(out, _Tsv).writerows(rows)
    return out.getvalue()


def _place_fields(place: PlaceRow) -> list[object]:
    flags = {"section": "1" if place.section else "", "section_of": place.section_of or ""}
    return list(place._replace(names="|".join(place.names), **flags))  # type: ignore[arg-type]


def _place(row: list[str]) -> PlaceRow:
    (id_, name, english, country, region, lat, lon, population, continents, section, section_of, names) = row
    return PlaceRow(
        int(id_), name, english, country, region, float(lat), float(lon), int(population),
        continents, section == "1", int(section_of or 0), names.split("|") if names else [],
    )  # fmt: skip
