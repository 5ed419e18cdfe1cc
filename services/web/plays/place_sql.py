"""Parts of SQL queries for places: conditions, and ids as one parameter. Plain SQL, because the ORM takes five times as
long for 20,000 places.
"""

import json
from collections.abc import Collection
from typing import Any

from django.db import connection

from quizzes.models import Quiz

# By kind of quiz, the SQL condition for a place in its area, with the quiz's scope as parameter. The same rule as
# `quizzes.matching.in_quiz`.
_IN_AREA = {
    "world": "%s = ''",
    "continent": "continents LIKE '%%' || %s || '%%'",
    "country": "country = %s",
    "region": "region = %s",
}


def counts_in(quiz: Quiz) -> str:
    """The SQL condition for a place that counts in the quiz, with the quiz's scope as parameter."""
    return f"NOT section AND NOT retired AND {_IN_AREA[quiz.kind]}"


def status_in(quiz: Quiz | None) -> str:
    """A place's status in SQL, with the quiz's scope as parameter if there is a quiz: see `scoring.place_status`."""
    counted = f"WHEN {counts_in(quiz)} THEN 'counted' " if quiz else ""
    return f"CASE WHEN retired THEN 'left' {counted}ELSE 'elsewhere' END"


def scope_parameters(quiz: Quiz | None) -> list[str]:
    """The parameters of `counts_in` and `status_in`."""
    return [quiz.scope] if quiz else []


def has_id() -> str:
    """The SQL condition for a place with one of the ids that are the parameter.

    The cast matters: with an array of another type than the column's, PostgreSQL compares each place with each id.
    20,000 ids took 10 s, and take 0.06 s as bigint (decision 46).
    """
    return "id = ANY(%s::bigint[])" if _has_arrays() else "id IN (SELECT value FROM json_each(%s))"


def id_parameter(ids: Collection[int]) -> str:
    """Any number of ids as one parameter: SQLite takes at most 32,766, and psycopg needs 50 ms for 60,000 in a list."""
    listed = json.dumps(list(ids), separators=(",", ":"))
    return f"{{{listed[1:-1]}}}" if _has_arrays() else listed


def rows(query: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
    """All rows of a query."""
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def _has_arrays() -> bool:
    return connection.vendor == "postgresql"
