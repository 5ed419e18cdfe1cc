"""The queries behind a match, in SQL: Django's ORM takes longer to write each than the database
to answer it, and a match has three milliseconds in all."""

from collections.abc import Collection
from typing import Any, NamedTuple, Protocol

from django.db import connection

PART = 2**18  # bytes of the near filter in one answer


class Located(Protocol):
    """Anything that lies somewhere: what decides whether it belongs to a quiz."""

    @property
    def country(self) -> str: ...
    @property
    def region(self) -> str: ...
    @property
    def continents(self) -> str: ...


class Candidate(NamedTuple):
    """A place that has a key among its names."""

    key: str
    main: bool  # the key is of its own or its English name, not of one of the others
    id: int
    name: str
    region: str  # the code, "US.IL"
    region_name: str
    country: str
    continents: str
    lat: float
    lon: float
    population: int
    section: bool
    section_of: int | None

    def lies_in(self, code: str) -> bool:
        """Whether the place lies in the country ("US") or region ("US.IL") of that code."""
        return code in (self.country, self.region)


_CANDIDATES = """
    SELECT n.key, n.main, p.id, p.name, p.region, p.region_name, p.country, p.continents,
           p.lat, p.lon, p.population, p.section, p.section_of
    FROM places_placename n JOIN places_place p ON p.id = n.place_id
    WHERE n.key {among} AND NOT p.retired
"""

_AREAS = """
    SELECT n.key, n.letters, a.code, a.population
    FROM places_areaname n JOIN places_area a ON a.code = n.area_id
    WHERE n.key {among}
"""


def candidates(keys: Collection[str]) -> list[Candidate]:
    """Every place, anywhere, that has one of `keys` among its names; sections too."""
    return [Candidate(*row) for row in _rows(_CANDIDATES, keys)]


class NamedArea(NamedTuple):
    """An area that has a key among its names."""

    key: str
    letters: bool  # the key is an abbreviation, and counts only behind a place's name
    code: str
    population: int


def areas(keys: Collection[str]) -> list[NamedArea]:
    """The countries and regions that have one of `keys` among their names."""
    return [NamedArea(*row) for row in _rows(_AREAS, keys)]


def data_version() -> tuple[str, str] | None:
    """Version and fingerprint of the data that is loaded."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT version, fingerprint FROM places_dataversion WHERE id = 1")
        row: tuple[str, str] | None = cursor.fetchone()
        return row


def near_filter(fingerprint: str) -> bytes | None:
    """The near filter's bits, while the data of this fingerprint is loaded.

    Read in parts: a connection to PostgreSQL keeps a buffer as large as its largest answer, 12 MB for the whole.
    """
    parts: list[bytes] = []
    with connection.cursor() as cursor:
        while not parts or parts[-1]:
            start = 1 + len(parts) * PART
            cursor.execute(
                "SELECT substr(near_filter, %s, %s) FROM places_dataversion WHERE fingerprint = %s",
                [start, PART, fingerprint],
            )
            row = cursor.fetchone()
            if row is None:  # replaced meanwhile
                return None
            parts.append(bytes(row[0]))
    return b"".join(parts)


def _rows(query: str, keys: Collection[str]) -> list[tuple[Any, ...]]:
    if not keys:
        return []
    # PostgreSQL takes a list as one parameter: one text for any number of keys, and so one plan.
    one_list = connection.vendor == "postgresql"
    among = "= ANY(%s)" if one_list else f"IN ({','.join(['%s'] * len(keys))})"
    with connection.cursor() as cursor:
        cursor.execute(query.format(among=among), [list(keys)] if one_list else list(keys))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
