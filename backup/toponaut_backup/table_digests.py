"""Row count and digest of every table, to compare a restored database with the one that was dumped."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from toponaut_backup.pluralize import pluralize
from toponaut_backup.psql import Session, quote_literal

# Digests are computed from rows as text. With these settings equal rows have equal text on every server.
_FIXED_TEXT_FORMATS = (
    "SET timezone = 'UTC'; SET bytea_output = 'hex'; SET datestyle = 'ISO'; SET intervalstyle = 'postgres'"
)

_LIST_TABLES = """
SELECT coalesce(json_object_agg(nspname || '.' || relname, format('%I.%I', nspname, relname)
                                ORDER BY nspname, relname), '{}')
FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE relkind = 'r' AND nspname !~ '^pg_' AND nspname <> 'information_schema'
"""

# The digest of a table is the sum of its rows' hashes: a sum needs no sorting, so the memory does not grow with the
# table. A row's hash is the first 15 hex digits of its MD5, as many as fit into a positive 64-bit number.
_COUNT_AND_DIGEST = """
SELECT json_build_object(
    'rows', count(*),
    'digest', coalesce(sum(('x0' || left(md5(whole_row::text), 15))::bit(64)::bigint::numeric), 0)::text)
FROM ONLY {table} AS whole_row
"""


@dataclass(frozen=True, slots=True)
class TableDigest:
    rows: int
    digest: str  # does not depend on the order of the rows


TableDigests = dict[str, TableDigest]  # by table, like public.plays_play


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The contents of the database at one moment, although other sessions continue to write."""

    id: str  # for pg_dump --snapshot
    tables: TableDigests


def table_digests(session: Session) -> TableDigests:
    """The digest of every table, as the session sees it. In a snapshot's transaction it sees the snapshot."""
    session.query(_FIXED_TEXT_FORMATS)
    tables = session.query_json(_LIST_TABLES)
    return {
        name: TableDigest(**session.query_json(_COUNT_AND_DIGEST.format(table=table))) for name, table in tables.items()
    }


def analyze(session: Session) -> None:
    """Collect planner statistics: a dump has none, and without them PostgreSQL plans queries badly.

    Tables are named one by one: a plain ANALYZE would include system tables, which belong to the administrator.
    """
    tables = session.query_json(_LIST_TABLES)
    if tables:
        session.query(f"ANALYZE {', '.join(tables.values())}")


@contextmanager
def open_snapshot(database: str) -> Iterator[Snapshot]:
    """Open a snapshot for the length of a block, so that digests and dump see the database at the same moment."""
    with Session(database) as session:
        session.query("SET idle_in_transaction_session_timeout = 0")
        session.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield Snapshot(session.query("SELECT pg_export_snapshot()"), table_digests(session))


def describe_differences(expected: TableDigests, actual: TableDigests) -> str:
    """One line that says which tables differ, and how; empty if no table differs."""
    names = [name for name in sorted(expected | actual) if expected.get(name) != actual.get(name)]
    return "; ".join(f"{name}: {_describe_difference(expected.get(name), actual.get(name))}" for name in names)


def _describe_difference(expected: TableDigest | None, actual: TableDigest | None) -> str:
    if expected is None or actual is None:
        return "missing" if actual is None else "not expected"
    if expected.rows != actual.rows:
        return f"{pluralize(actual.rows, 'row')} instead of {expected.rows:,}"
    return "other contents in the same number of rows"


def to_json(tables: TableDigests) -> dict[str, Any]:
    return {name: asdict(table) for name, table in tables.items()}


def database_size(session: Session, database: str) -> int:
    """Bytes that a database occupies on the server's disk."""
    return int(session.query(f"SELECT pg_database_size({quote_literal(database)})"))
