"""The queries behind saved plays, in SQL: the ORM takes five times as long for 20,000 places."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection


class PlayedPlace(NamedTuple):
    """A place of the gazetteer, as it is now, with all that a play's page says of it."""

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
    retired: bool  # it left the data


COLUMNS = ", ".join(PlayedPlace._fields)  # of places_place, in the order of a PlayedPlace


def places_of(ids: Sequence[int]) -> dict[int, PlayedPlace]:
    """The places with these ids, in the order of `ids`; an id that never was in the data is missing."""
    among = "= ANY(%s)" if _one_list() else "IN (SELECT value FROM json_each(%s))"
    rows = _rows(f"SELECT {COLUMNS} FROM places_place WHERE id {among}", [_parameter(ids)])
    found = {place.id: place for place in rows}
    return {id_: found[id_] for id_ in ids if id_ in found}


def largest_beside(ids: Sequence[int], *, inside: str, scope: str, most: int) -> list[PlayedPlace]:
    """The largest places that count and are not among `ids`; `inside`: a condition in SQL with `scope` as parameter."""
    apart = "<> ALL(%s)" if _one_list() else "NOT IN (SELECT value FROM json_each(%s))"
    query = f"""
        SELECT {COLUMNS} FROM places_place
        WHERE NOT section AND NOT retired AND {inside} AND id {apart}
        ORDER BY population DESC, id LIMIT %s
    """
    return _rows(query, [scope, _parameter(ids), most])


def _one_list() -> bool:
    return connection.vendor == "postgresql"


def _parameter(ids: Sequence[int]) -> list[int] | str:
    """Any number of ids as one parameter: SQLite takes 32,766 single ones at most."""
    return list(ids) if _one_list() else json.dumps(list(ids))


def _rows(query: str, parameters: list[Any]) -> list[PlayedPlace]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return [PlayedPlace(*row) for row in cursor.fetchall()]
