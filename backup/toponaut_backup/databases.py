"""Databases beside the live one: created, renamed, dropped; and the lock that allows one job at a time.

toponaut_verify_…    scratch database in which a backup is verified
toponaut_restore_…   restored backup, before it becomes the live database
toponaut_before_…    previous live database, kept for a day
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Literal

from toponaut_backup.errors import DatabaseError
from toponaut_backup.psql import Session, quote_identifier, quote_literal
from toponaut_sidecar.errors import Busy, SidecarError

Purpose = Literal["verify", "restore", "before"]

MAINTENANCE_DATABASE = "postgres"  # to be connected to while others are renamed
ADVISORY_LOCK = 0x746F706F6E617574  # "toponaut": one lock for every job of a server
MAX_AGE = timedelta(days=1)  # of a previous live database, and of a restored one that was never swapped in
TIMESTAMP_FORMAT = "%Y%m%dt%H%M%Sz"
MAX_NAME_BYTES = 63  # PostgreSQL's limit; it silently cuts longer names
MAX_RENAME_ATTEMPTS = 10


@contextmanager
def job_lock(*, wait_seconds: int = 0) -> Iterator[Session]:
    """One job at a time, in any container: the lock is held in the database server.

    Yields the session that holds it, in the maintenance database. Raises Busy.
    """
    with Session(MAINTENANCE_DATABASE) as session:
        if wait_seconds:
            session.query(f"SET lock_timeout = '{wait_seconds}s'")
            try:
                session.query(f"DO $$ BEGIN PERFORM pg_advisory_lock({ADVISORY_LOCK}); END $$")
            except DatabaseError as error:
                raise _lock_error(error) from error
        elif session.query(f"SELECT pg_try_advisory_lock({ADVISORY_LOCK})") != "t":
            raise Busy(
                "another backup or restore is at work, so nothing was done: `make backups` shows when it is done."
            )
        yield session


def _lock_error(error: DatabaseError) -> SidecarError:
    if "lock timeout" in str(error):
        return Busy("another backup or restore is still at work: try again later.")
    return error


def database_name(live: str, purpose: Purpose, at: datetime) -> str:
    """The name of a database beside the live one. Raises DatabaseError if PostgreSQL would cut it."""
    name = f"{live}_{purpose}_{at:{TIMESTAMP_FORMAT}}"
    if len(name.encode()) > MAX_NAME_BYTES:
        raise DatabaseError(f"the database name {name} is longer than {MAX_NAME_BYTES} bytes: shorten PGDATABASE.")
    return name


def creation_time(database: str, live: str, *purposes: Purpose) -> datetime | None:
    """When a database for one of these purposes was created; None for any other database."""
    match = re.fullmatch(rf"{re.escape(live)}_({'|'.join(purposes)})_(\d{{8}}t\d{{6}}z)", database)
    return datetime.strptime(match[2], TIMESTAMP_FORMAT).replace(tzinfo=UTC) if match else None


def owner(session: Session, database: str) -> str:
    """The role that owns the database. Raises DatabaseError if there is no such database."""
    name = session.query(f"SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = {quote_literal(database)}")
    if not name:
        raise DatabaseError(f"there is no database {database}: `make up` creates it.")
    return name


def create(session: Session, database: str, owned_by: str) -> None:
    """Create an empty database, with the server's template and locale."""
    session.query(f"CREATE DATABASE {quote_identifier(database)} OWNER {quote_identifier(owned_by)} TEMPLATE template0")


def drop(database: str) -> None:
    """Disconnect its clients and drop it, if it exists. Raises DatabaseError.

    Without WITH (FORCE), which would have to end autovacuum: only an administrator may. Without FORCE the server ends
    autovacuum itself. In a session of its own, because a session ends with an error, and its lock with it.
    """
    with Session(MAINTENANCE_DATABASE) as session:
        _disconnect_clients(session, database)
        session.query(f"DROP DATABASE IF EXISTS {quote_identifier(database)}")


def drop_stale(session: Session, live: str, now: datetime) -> None:
    """Drop leftovers of killed jobs, and databases older than MAX_AGE. Hold the lock: then nobody uses them."""
    for name in session.query_json("SELECT coalesce(json_agg(datname), '[]') FROM pg_database"):
        if _is_stale(name, live, now):
            drop(name)


def _is_stale(name: str, live: str, now: datetime) -> bool:
    if creation_time(name, live, "verify"):
        return True
    created = creation_time(name, live, "restore", "before")
    return created is not None and now - created > MAX_AGE


def swap(session: Session, live: str, replacement: str, previous: str) -> None:
    """Rename `live` to `previous` and `replacement` to `live`, in one transaction.

    The server does not rename a database with connected clients, so they are disconnected first; if one connects in
    between, this is repeated. Raises DatabaseError, and then the live database has not changed.
    """
    for _ in range(MAX_RENAME_ATTEMPTS):
        _disconnect_clients(session, live, replacement)
        if not (error := _rename(live, replacement, previous)):
            return
        if "being accessed by other users" not in error:
            break
    raise DatabaseError(f"the restored database could not be swapped in, and nothing has changed: {error}")


def _rename(live: str, replacement: str, previous: str) -> str:
    """Returns the error, or an empty string. In a session of its own, because a session ends with an error."""
    renames = [(live, previous), (replacement, live)]
    statements = [f"ALTER DATABASE {quote_identifier(old)} RENAME TO {quote_identifier(new)}" for old, new in renames]
    try:
        with Session(MAINTENANCE_DATABASE) as session:
            for statement in ["BEGIN", *statements, "COMMIT"]:
                session.query(statement)
    except DatabaseError as error:
        return str(error)
    return ""


def _disconnect_clients(session: Session, *databases: str) -> None:
    """End the site's and our own sessions. An administrator's may not be ended; the later error names its user."""
    names = ", ".join(map(quote_literal, databases))
    session.query(
        f"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity JOIN pg_roles ON rolname = usename "
        f"WHERE datname IN ({names}) AND pg_has_role(pg_roles.oid, 'USAGE') AND NOT rolsuper"
    )
