"""The databases beside the live one: made, dropped, renamed; and the lock under which all of that happens.

`toponaut_verify_…` is where a backup is tried, `toponaut_restore_…` where one is restored before it takes over,
`toponaut_before_…` what was live until then.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Literal

from toponaut_backup.errors import BackupError, Busy, DatabaseError
from toponaut_backup.psql import Session, identifier, literal

Purpose = Literal["verify", "restore", "before"]

MAINTENANCE = "postgres"  # the database to be connected to while others are renamed
LOCK = 0x746F706F6E617574  # "toponaut": one lock for every job of a server
KEPT = timedelta(days=1)  # what was live before a restore, and a restore that nobody finished
STAMP = "%Y%m%dt%H%M%Sz"
NAME_BYTES = 63  # PostgreSQL's limit
RENAME_TRIES = 10


@contextmanager
def locked(*, wait_seconds: int = 0) -> Iterator[Session]:
    """One job at a time, in this container and in any other: the lock is the database server's.

    Yields the session that holds it, in the maintenance database. Raises Busy.
    """
    with Session(MAINTENANCE) as session:
        if wait_seconds:
            session.ask(f"SET lock_timeout = '{wait_seconds}s'")
            try:
                session.ask(f"DO $$ BEGIN PERFORM pg_advisory_lock({LOCK}); END $$")
            except DatabaseError as problem:
                raise _busy_or(problem) from problem
        elif session.ask(f"SELECT pg_try_advisory_lock({LOCK})") != "t":
            raise Busy("another backup or restore is at work: nothing was done. `make backups` shows when it is there.")
        yield session


def _busy_or(problem: DatabaseError) -> BackupError:
    if "lock timeout" in str(problem):
        return Busy("another backup is at work, and did not end in time: try again later.")
    return problem


def stamped(live: str, purpose: Purpose, at: datetime) -> str:
    name = f"{live}_{purpose}_{at:{STAMP}}"
    assert len(name) <= NAME_BYTES
    return name


def made_at(database: str, live: str, *purposes: Purpose) -> datetime | None:
    """When a database with one of these purposes was made; None for any other."""
    found = re.fullmatch(rf"{re.escape(live)}_({'|'.join(purposes)})_(\d{{8}}t\d{{6}}z)", database)
    return datetime.strptime(found[2], STAMP).replace(tzinfo=UTC) if found else None


def owner(session: Session, database: str) -> str:
    """Whose the database is. Raises DatabaseError where there is none of this name."""
    found = session.ask(f"SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = {literal(database)}")
    if not found:
        raise DatabaseError(f"there is no database {database}: `make up` makes it.")
    return found


def create(session: Session, database: str, owned_by: str) -> None:
    """An empty database, by the server's template and in the server's language."""
    session.ask(f"CREATE DATABASE {identifier(database)} OWNER {identifier(owned_by)} TEMPLATE template0")


def drop(database: str) -> None:
    """Whoever is connected is thrown out. Nothing happens where there is none. Raises DatabaseError.

    Not WITH (FORCE): that would want to end autovacuum, which only an administrator may; without it the server does so
    itself. And in a session of its own, because one that was refused something ends, and with it the lock it holds.
    """
    with Session(MAINTENANCE) as session:
        _throw_out(session, database)
        session.ask(f"DROP DATABASE IF EXISTS {identifier(database)}")


def drop_stale(session: Session, live: str, now: datetime) -> None:
    """Drop what a killed job left, and what has been kept for long enough. Only under the lock: nobody is at it."""
    names = session.json("SELECT coalesce(json_agg(datname), '[]') FROM pg_database")
    for name in names:
        if _is_stale(name, live, now):
            drop(name)


def _is_stale(name: str, live: str, now: datetime) -> bool:
    if made_at(name, live, "verify"):
        return True
    made = made_at(name, live, "restore", "before")
    return made is not None and now - made > KEPT


def take_over(session: Session, live: str, fresh: str, kept: str) -> None:
    """Make `fresh` the live database and keep the old one as `kept`: both names change in one transaction.

    The server refuses to rename a database that somebody is connected to, and lets nobody in while it waits for those
    to leave: so they are thrown out, and whoever slips in between is thrown out again. Raises DatabaseError, and then
    the live database is what it was.
    """
    for _ in range(RENAME_TRIES):
        _throw_out(session, live, fresh)
        if not (problem := _rename(live, fresh, kept)):
            return
        if "being accessed by other users" not in problem:
            break
    raise DatabaseError(f"the restored database could not take over, and nothing has changed: {problem}")


def _rename(live: str, fresh: str, kept: str) -> str:
    """In a session of its own, which ends with a refusal; that refusal, or nothing."""
    renames = [(live, kept), (fresh, live)]
    statements = [f"ALTER DATABASE {identifier(old)} RENAME TO {identifier(new)}" for old, new in renames]
    try:
        with Session(MAINTENANCE) as session:
            for statement in ["BEGIN", *statements, "COMMIT"]:
                session.ask(statement)
    except DatabaseError as refusal:
        return str(refusal)
    return ""


def _throw_out(session: Session, *databases: str) -> None:
    """Sessions of the site and our own; an administrator's we may not touch, and the message then says who it is."""
    names = ", ".join(map(literal, databases))
    session.ask(
        f"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity JOIN pg_roles ON rolname = usename "
        f"WHERE datname IN ({names}) AND pg_has_role(pg_roles.oid, 'USAGE') AND NOT rolsuper"
    )
