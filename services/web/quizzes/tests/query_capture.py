"""Captures the SQL queries of a test."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext


@contextmanager
def captured_queries() -> Iterator[list[str]]:
    """The SQL of the queries made inside the block, filled in at its end."""
    queries: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield queries
    queries += [query["sql"] for query in captured.captured_queries]


def name_lookups(queries: list[str]) -> list[str]:
    """The queries that look up names of places."""
    return [sql for sql in queries if "placename" in sql]
