"""What a database holds, as figures that can be compared: for each table its rows, and a digest of all of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from toponaut_backup.psql import Session, literal

# How values are written, so that equal rows have equal digests whatever the server's settings are.
_FORMS = "SET timezone = 'UTC'; SET bytea_output = 'hex'; SET datestyle = 'ISO'; SET intervalstyle = 'postgres'"

_TABLES = """
SELECT coalesce(json_object_agg(nspname || '.' || relname, format('%I.%I', nspname, relname)
                                ORDER BY nspname, relname), '{}')
FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE relkind = 'r' AND nspname !~ '^pg_' AND nspname <> 'information_schema'
"""

# A sum does not ask for an order, so it takes no memory however many rows there are. 15 hex digits of each row's MD5:
# as much as fits a positive 64-bit number.
_FIGURES = """
SELECT json_build_object(
    'rows', count(*),
    'digest', coalesce(sum(('x0' || left(md5(whole_row::text), 15))::bit(64)::bigint::numeric), 0)::text)
FROM ONLY {table} AS whole_row
"""


@dataclass(frozen=True, slots=True)
class Table:
    rows: int
    digest: str  # equal for equal rows, in whatever order they lie


Contents = dict[str, Table]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The database at one moment, while others write on."""

    id: str  # as pg_dump takes it
    contents: Contents


def contents(session: Session) -> Contents:
    """Every table of the session's database, as the session sees it: in a snapshot, as that does."""
    session.ask(_FORMS)
    tables = session.json(_TABLES)
    return {name: Table(**session.json(_FIGURES.format(table=table))) for name, table in tables.items()}


def analyze(session: Session) -> None:
    """What the server has to know of its tables: a dump has none of it, and queries would be planned badly."""
    tables = session.json(_TABLES)  # by name: the server's own tables are its administrator's
    if tables:
        session.ask(f"ANALYZE {', '.join(tables.values())}")


@contextmanager
def snapshot(database: str) -> Iterator[Snapshot]:
    """Counts and dump see the same moment, whatever is written in between."""
    with Session(database) as session:
        session.ask("SET idle_in_transaction_session_timeout = 0")
        session.ask("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield Snapshot(session.ask("SELECT pg_export_snapshot()"), contents(session))


def difference(expected: Contents, found: Contents) -> str:
    """Which tables differ, and how, in one line; nothing where none does."""
    parts = [f"{name}: {_both(expected.get(name), found.get(name))}" for name in sorted(expected | found)
             if expected.get(name) != found.get(name)]  # fmt: skip
    return "; ".join(parts)


def _both(expected: Table | None, found: Table | None) -> str:
    if expected is None or found is None:
        return "missing" if found is None else "not expected"
    if expected.rows != found.rows:
        return f"{found.rows:,} rows instead of {expected.rows:,}"
    return "other contents in the same number of rows"


def to_json(tables: Contents) -> dict[str, Any]:
    return {name: asdict(table) for name, table in tables.items()}


def size(session: Session, database: str) -> int:
    """Bytes that a database takes on the server's disk."""
    return int(session.ask(f"SELECT pg_database_size({literal(database)})"))
