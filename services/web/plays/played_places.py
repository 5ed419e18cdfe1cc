"""The places that plays name, read from the database in plain SQL: the ORM takes five times as long for 20,000."""

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from django.db import connection

from quizzes.models import Quiz
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

# By kind of quiz, the SQL condition for a place in its area, with the quiz's scope as parameter. The same rule as
# `quizzes.matching.in_quiz`.
_IN_AREA = {
    "world": "%s = ''",
    "continent": "continents LIKE '%%' || %s || '%%'",
    "country": "country = %s",
    "region": "region = %s",
}


def find_places(ids: Sequence[int]) -> dict[int, PlayedPlace]:
    """The places with these ids, in the order of `ids`. An id that no data ever had is missing."""
    rows = _query(f"SELECT {COLUMNS} FROM places_place WHERE {_has_id()}", [_id_parameter(ids)])
    found = {row[0]: PlayedPlace(*row) for row in rows}
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


def count_in_quiz(quiz: Quiz, ids: Collection[int]) -> tuple[int, int]:
    """How many of the places with these ids count in the quiz, and the sum of their populations.

    The database adds them up: bringing 60,000 places here would take five times as long.
    """
    if not ids:
        return 0, 0
    query = f"SELECT count(*), coalesce(sum(population), 0) FROM places_place WHERE {_has_id()} AND {_counts_in(quiz)}"
    ((places, population),) = _query(query, [_id_parameter(ids), quiz.scope])
    return int(places), int(population)


def ids_in_quiz(quiz: Quiz, ids: Collection[int]) -> set[int]:
    """The ids of the places that count in the quiz."""
    query = f"SELECT id FROM places_place WHERE {_has_id()} AND {_counts_in(quiz)}"
    return {id_ for (id_,) in _query(query, [_id_parameter(ids), quiz.scope])}


def largest_places_except(ids: Collection[int], *, quiz: Quiz, limit: int) -> list[PlayedPlace]:
    """The quiz's largest places that are not in `ids`."""
    query = f"""
        SELECT {COLUMNS} FROM places_place WHERE {_counts_in(quiz)} AND NOT {_has_id()}
        ORDER BY population DESC, id LIMIT %s
    """
    return [PlayedPlace(*row) for row in _query(query, [quiz.scope, _id_parameter(ids), limit])]


def _counts_in(quiz: Quiz) -> str:
    """The SQL condition for a place that counts in the quiz, with the quiz's scope as parameter."""
    return f"NOT section AND NOT retired AND {_IN_AREA[quiz.kind]}"


def _has_id() -> str:
    """The SQL condition for a place with one of the ids that are the parameter.

    The cast matters: with an array of another type than the column's, PostgreSQL compares each place with each id.
    20,000 ids took 10 s, and take 0.06 s as bigint (decision 46).
    """
    return "id = ANY(%s::bigint[])" if _has_arrays() else "id IN (SELECT value FROM json_each(%s))"


def _has_arrays() -> bool:
    return connection.vendor == "postgresql"


def _id_parameter(ids: Collection[int]) -> str:
    """Any number of ids as one parameter: SQLite takes at most 32,766, and psycopg needs 50 ms for 60,000 in a list."""
    listed = json.dumps(list(ids), separators=(",", ":"))
    return f"{{{listed[1:-1]}}}" if _has_arrays() else listed


def _query(query: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
