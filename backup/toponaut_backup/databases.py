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

MAINTENANCE_DATABASE = "postgres"  # the database to connect to while others are created, renamed or dropped
ADVISORY_LOCK = 0x746F706F6E617574  # "toponaut" in ASCII. All jobs on one server use this lock.
LOCK_TIMEOUT_SECONDS = 900  # how long a restore, a swap or a verification waits for a running backup
MAX_AGE = timedelta(days=1)  # previous live databases, and restored ones that were never swapped in, are dropped then
TIMESTAMP_FORMAT = "%Y%m%dt%H%M%Sz"
MAX_NAME_BYTES = 63  # PostgreSQL's limit; it silently truncates longer names
MAX_RENAME_ATTEMPTS = 10


@contextmanager
def job_lock(*, wait_seconds: int = 0) -> Iterator[Session]:
    """Allow one job at a time, even if jobs run in several containers, because PostgreSQL holds the lock.

    Yields the session that holds the lock; it is connected to the maintenance database. Raises Busy if another job
    still holds the lock after `wait_seconds`.
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


def timestamped_name(live: str, purpose: Purpose, at: datetime) -> str:
    """The name of a database beside the live one. Raises DatabaseError if PostgreSQL would truncate it."""
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
    """Disconnect the clients of a database and drop it, if it exists. Raises DatabaseError.

    WITH (FORCE) is not used: it must end autovacuum, which only an administrator may do. A plain DROP lets the server
    end it. This opens a new session, because an error ends the session, and would release the lock.
    """
    with Session(MAINTENANCE_DATABASE) as session:
        _disconnect_clients(session, database)
        session.query(f"DROP DATABASE IF EXISTS {quote_identifier(database)}")


def drop_stale(session: Session, live: str, now: datetime) -> None:
    """Drop databases that killed jobs have left, and those older than MAX_AGE. The caller must hold the lock."""
    for name in session.query_json("SELECT coalesce(json_agg(datname), '[]') FROM pg_database"):
        if _is_stale(name, live, now):
            drop(name)


def _is_stale(name: str, live: str, now: datetime) -> bool:
    if creation_time(name, live, "verify"):
        return True
    created = creation_time(name, live, "restore", "before")
    return created is not None and now - created > MAX_AGE


def swap_names(session: Session, live: str, replacement: str, previous: str) -> None:
    """Rename `live` to `previous` and `replacement` to `live`, in one transaction.

    PostgreSQL does not rename a database that has connected clients, so the clients are disconnected first. If a client
    connects before the rename, both steps are repeated. If it raises DatabaseError, the live database has
    not changed.
    """
    for _ in range(MAX_RENAME_ATTEMPTS):
        _disconnect_clients(session, live, replacement)
        if not (error := _rename(live, replacement, previous)):
            return
        if "being accessed by other users" not in error:
            break
    raise DatabaseError(f"the restored database could not be swapped in, and nothing has changed: {error}")


def _rename(live: str, replacement: str, previous: str) -> str:
    """Returns the error, or an empty string.

    This opens a new session, because an error ends the session, and would release the lock.
    """
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
    """End sessions of the site and of backup jobs.

    We may not end an administrator's session. Then the following statement fails, and its message names the user.
    """
    names = ", ".join(map(quote_literal, databases))
    session.query(
        f"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity JOIN pg_roles ON rolname = usename "
        f"WHERE datname IN ({names}) AND pg_has_role(pg_roles.oid, 'USAGE') AND NOT rolsuper"
    )
