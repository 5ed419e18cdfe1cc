"""The queries of a match, written in SQL.

A whole match may take three milliseconds, and Django's ORM takes longer to build such a query than the database takes
to answer it.
"""

from collections.abc import Collection
from typing import Any, NamedTuple, Protocol

from django.db import connection


class AreaFields(Protocol):
    """The fields of a place that decide whether it is in a quiz."""

    @property
    def country(self) -> str: ...
    @property
    def region(self) -> str: ...
    @property
    def continents(self) -> str: ...


class Candidate(NamedTuple):
    """A place that has one of the looked-up keys."""

    key: str
    is_main_name: bool  # the key belongs to the name or the English name, not to an alternate name
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
        """Whether the place is in the country ("US") or region ("US.IL") with this code."""
        return code in (self.country, self.region)


_CANDIDATES_SQL = """
    SELECT n.key, n.main, p.id, p.name, p.region, p.region_name, p.country, p.continents,
           p.lat, p.lon, p.population, p.section, p.section_of
    FROM places_placename n JOIN places_place p ON p.id = n.place_id
    WHERE n.key {condition} AND NOT p.retired
"""

_AREAS_SQL = """
    SELECT n.key, n.letters, a.code, a.population
    FROM places_areaname n JOIN places_area a ON a.code = n.area_id
    WHERE n.key {condition}
"""


def candidates(keys: Collection[str]) -> list[Candidate]:
    """Every place in the world that has one of `keys`, including sections."""
    return [Candidate(*row) for row in _rows(_CANDIDATES_SQL, keys)]


class NamedArea(NamedTuple):
    """A country or region that has one of the looked-up keys."""

    key: str
    is_abbreviation: bool  # accepted only after a place's name
    code: str
    population: int


def areas(keys: Collection[str]) -> list[NamedArea]:
    """The countries and regions that have one of `keys`."""
    return [NamedArea(*row) for row in _rows(_AREAS_SQL, keys)]


def data_version() -> tuple[str, str] | None:
    """Version and fingerprint of the loaded data; None before the first load."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT version, fingerprint FROM places_dataversion WHERE id = 1")
        row: tuple[str, str] | None = cursor.fetchone()
        return row


def _rows(query: str, keys: Collection[str]) -> list[tuple[Any, ...]]:
    if not keys:
        return []
    # PostgreSQL takes a list as one parameter. The query's text is then the same for any number of keys, so
    # PostgreSQL can use one plan for all of them.
    takes_lists = connection.vendor == "postgresql"
    condition = "= ANY(%s::text[])" if takes_lists else f"IN ({','.join(['%s'] * len(keys))})"
    with connection.cursor() as cursor:
        cursor.execute(query.format(condition=condition), [list(keys)] if takes_lists else list(keys))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
