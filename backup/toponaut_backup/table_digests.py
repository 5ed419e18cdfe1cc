"""Row count and digest of every table, to compare a restored database with the one that was dumped."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from toponaut_backup.psql import Session, quote_literal

# A digest is of values as text. These settings make equal rows equal texts, whatever the server's settings are.
_FIXED_TEXT_FORMATS = (
    "SET timezone = 'UTC'; SET bytea_output = 'hex'; SET datestyle = 'ISO'; SET intervalstyle = 'postgres'"
)

_LIST_TABLES = """
SELECT coalesce(json_object_agg(nspname || '.' || relname, format('%I.%I', nspname, relname)
                                ORDER BY nspname, relname), '{}')
FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE relkind = 'r' AND nspname !~ '^pg_' AND nspname <> 'information_schema'
"""

# The digest is the sum of all rows' hashes: a sum needs no sorting, so its memory does not grow with the rows. A row's
# hash is the first 15 hex digits of its MD5, as much as fits into a positive 64-bit number.
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
    """The database at one moment, while other sessions go on writing."""

    id: str  # for pg_dump --snapshot
    tables: TableDigests


def table_digests(session: Session) -> TableDigests:
    """The digest of every table. Inside a snapshot's transaction they match that snapshot."""
    session.query(_FIXED_TEXT_FORMATS)
    tables = session.query_json(_LIST_TABLES)
    return {
        name: TableDigest(**session.query_json(_COUNT_AND_DIGEST.format(table=table))) for name, table in tables.items()
    }


def analyze(session: Session) -> None:
    """Collect planner statistics: a dump has none, and without them PostgreSQL plans queries badly."""
    tables = session.query_json(_LIST_TABLES)  # named one by one: system tables belong to the administrator
    if tables:
        session.query(f"ANALYZE {', '.join(tables.values())}")


@contextmanager
def open_snapshot(database: str) -> Iterator[Snapshot]:
    """Open a snapshot, so that digests and dump see the same moment. It ends with the block."""
    with Session(database) as session:
        session.query("SET idle_in_transaction_session_timeout = 0")
        session.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield Snapshot(session.query("SELECT pg_export_snapshot()"), table_digests(session))


def describe_differences(expected: TableDigests, actual: TableDigests) -> str:
    """Which tables differ, and how, in one line; empty if none does."""
    names = [name for name in sorted(expected | actual) if expected.get(name) != actual.get(name)]
    return "; ".join(f"{name}: {_describe_difference(expected.get(name), actual.get(name))}" for name in names)


def _describe_difference(expected: TableDigest | None, actual: TableDigest | None) -> str:
    if expected is None or actual is None:
        return "missing" if actual is None else "not expected"
    if expected.rows != actual.rows:
        return f"{actual.rows:,} rows instead of {expected.rows:,}"
    return "other contents in the same number of rows"


def to_json(tables: TableDigests) -> dict[str, Any]:
    return {name: asdict(table) for name, table in tables.items()}


def database_size(session: Session, database: str) -> int:
    """Bytes that a database occupies on the server's disk."""
    return int(session.query(f"SELECT pg_database_size({quote_literal(database)})"))
