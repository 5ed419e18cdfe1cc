"""The places that plays name, read from the database in plain SQL: the ORM takes five times as long for 20,000."""

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from django.db import connection

from reports.impossible_states import report_impossible_state

# Places read at a time. All 225,000 of the world at once would take 100 MB in a worker that should stay below 85 MB.
BATCH_SIZE = 10_000


class PlayedPlace(NamedTuple):
    """A place of the gazetteer as it is now, with everything that a play's page shows of it."""

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
    retired: bool  # no longer in the data


COLUMNS = ", ".join(PlayedPlace._fields)  # columns of the table places_place, in the order of PlayedPlace's fields


def find_places(ids: Sequence[int]) -> dict[int, PlayedPlace]:
    """The places with these ids, in the order of `ids`. An id that no data ever had is missing."""
    condition = "= ANY(%s)" if _has_arrays() else "IN (SELECT value FROM json_each(%s))"
    rows = _query(f"SELECT {COLUMNS} FROM places_place WHERE id {condition}", [_id_parameter(ids)])
    found = {place.id: place for place in rows}
    return {id_: found[id_] for id_ in ids if id_ in found}


def saved_places(ids: Sequence[int]) -> Iterator[Collection[PlayedPlace]]:
    """The places of a saved play, batch by batch. All exist: a data load retires places but deletes none."""
    for batch in batches(ids):
        found = find_places(batch)
        if len(found) < len(batch):
            missing = [i for i in batch if i not in found]
            report_impossible_state(
                "a saved play names places that no data has", missing=len(missing), first=missing[0]
            )
        yield found.values()


def batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """`ids` in slices of at most BATCH_SIZE."""
    return (ids[start : start + BATCH_SIZE] for start in range(0, len(ids), BATCH_SIZE))


def largest_places_except(ids: Sequence[int], *, area: str, scope: str, limit: int) -> list[PlayedPlace]:
    """The largest places that count and are not in `ids`. `area`: a condition in SQL, with `scope` as its parameter."""
    condition = "<> ALL(%s)" if _has_arrays() else "NOT IN (SELECT value FROM json_each(%s))"
    query = f"""
        SELECT {COLUMNS} FROM places_place
        WHERE NOT section AND NOT retired AND {area} AND id {condition}
        ORDER BY population DESC, id LIMIT %s
    """
    return _query(query, [scope, _id_parameter(ids), limit])


def _has_arrays() -> bool:
    return connection.vendor == "postgresql"


def _id_parameter(ids: Sequence[int]) -> list[int] | str:
    """Any number of ids as one parameter: SQLite takes at most 32,766 parameters."""
    return list(ids) if _has_arrays() else json.dumps(list(ids))


def _query(query: str, parameters: list[Any]) -> list[PlayedPlace]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return [PlayedPlace(*row) for row in cursor.fetchall()]
