"""An archive's trial: restored into a scratch database of the stack's own server, and compared with what was dumped.

The bytes on trial are the very ones that are stored: `tee` gives both the same. So an encrypted backup is tried before
it becomes unreadable to this server, and nothing has to be downloaded to be tried.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from subprocess import DEVNULL
from typing import IO

from toponaut_backup import databases
from toponaut_backup.contents import Contents, contents, difference, size
from toponaut_backup.errors import DatabaseError
from toponaut_backup.pipeline import Pipeline
from toponaut_backup.psql import Session, conninfo
from toponaut_backup.settings import Settings

WAL_BYTES = 512 * 2**20  # max_wal_size of services/postgres/postgresql.conf: what the server may write besides


def restore_command(database: str, owned_by: str) -> list[str]:
    """pg_restore from standard input, which stops at the first error: half a database is none."""
    return ["pg_restore", "--exit-on-error", "--no-owner", "--no-privileges", "--role", owned_by,
            "--dbname", conninfo(database)]  # fmt: skip


@contextmanager
def scratch(server: Session, settings: Settings, at: datetime) -> Iterator[str]:
    """An empty database for the length of a block. Raises DatabaseError, also where the disk has no room for it."""
    problem = _no_room(server, settings)
    if problem:
        raise DatabaseError(problem)
    name = databases.stamped(settings.database, "verify", at)
    databases.create(server, name, databases.owner(server, settings.database))
    try:
        yield name
    finally:
        with suppress(DatabaseError):  # the server is away, which is known by now; the next job drops it
            databases.drop(name)


def _no_room(server: Session, settings: Settings) -> str:
    """The status file's volume lies on the same disk as the database's."""
    needed = size(server, settings.database) + WAL_BYTES
    free = shutil.disk_usage(settings.state).free
    if free >= needed:
        return ""
    return (
        f"the disk has {free / 1e6:,.0f} MB left, and a trial restore needs {needed / 1e6:,.0f}: make room "
        "(`docker system df` shows what Docker holds)."
    )


def fork_to_restore(pipe: Pipeline, stream: IO[bytes], database: str, owned_by: str) -> IO[bytes]:
    """The stream goes on as it comes, and into a restore beside it. One that dies does not hold up the other."""
    read, write = os.pipe()
    try:
        command = restore_command(database, owned_by)
        with os.fdopen(read, "rb") as restored:
            pipe.start("pg_restore", command, stdin=restored, stdout=DEVNULL)
        tee = ["tee", "--output-error=warn-nopipe", f"/dev/fd/{write}"]
        out = pipe.start("tee", tee, stdin=stream, pass_fds=[write]).stdout
    finally:
        os.close(write)
    assert out
    return out


def judge(database: str, expected: Contents) -> str:
    """What a restored database has that was not dumped, or the other way round; nothing where it is the same."""
    with Session(database) as session:
        return difference(expected, contents(session))
