"""Verification of an archive: restored into a scratch database of the stack's own server, and compared with the dump.

`tee` copies the very bytes that are stored to pg_restore. So an encrypted backup is verified before it is encrypted,
after which this server cannot read it, and verification needs no download.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from subprocess import DEVNULL
from typing import IO

from toponaut_backup import databases
from toponaut_backup.errors import DatabaseError
from toponaut_backup.pipeline import Pipeline, pipe_end
from toponaut_backup.psql import Session, conninfo
from toponaut_backup.settings import BackupSettings
from toponaut_backup.table_digests import TableDigests, database_size, describe_differences, table_digests

MAX_WAL_BYTES = 512 * 2**20  # max_wal_size of services/postgres/postgresql.conf: what the server may write besides


def pg_restore_command(database: str, owned_by: str) -> list[str]:
    """pg_restore from standard input. It stops at the first error, because half a database is useless."""
    return ["pg_restore", "--exit-on-error", "--no-owner", "--no-privileges", "--role", owned_by,
            "--dbname", conninfo(database)]  # fmt: skip


@contextmanager
def scratch_database(server: Session, settings: BackupSettings, at: datetime) -> Iterator[str]:
    """An empty database for the length of a block. Raises DatabaseError, also if the disk has too little room."""
    problem = _disk_space_problem(server, settings)
    if problem:
        raise DatabaseError(problem)
    name = databases.database_name(settings.database, "verify", at)
    databases.create(server, name, databases.owner(server, settings.database))
    try:
        yield name
    finally:
        with suppress(DatabaseError):  # the server does not answer, which has been reported; the next job drops it
            databases.drop(name)


def _disk_space_problem(server: Session, settings: BackupSettings) -> str:
    """Looks at the status file's volume, which is on the same disk as the database's."""
    needed = database_size(server, settings.database) + MAX_WAL_BYTES
    free = shutil.disk_usage(settings.state).free
    if free >= needed:
        return ""
    return (
        f"the disk has {free / 1e6:,.0f} MB left, and verification needs {needed / 1e6:,.0f}: make room "
        "(`docker system df` shows what Docker holds)."
    )


def copy_to_pg_restore(pipeline: Pipeline, archive: IO[bytes], database: str, owned_by: str) -> IO[bytes]:
    """Send a copy of the archive to pg_restore; returns the archive. If pg_restore dies, the archive still flows."""
    read, write = os.pipe()
    try:
        with os.fdopen(read, "rb") as copy:
            pipeline.start("pg_restore", pg_restore_command(database, owned_by), stdin=copy, stdout=DEVNULL)
        tee = ["tee", "--output-error=warn-nopipe", f"/dev/fd/{write}"]
        unchanged = pipeline.start("tee", tee, stdin=archive, pass_fds=[write]).stdout
    finally:
        os.close(write)
    return pipe_end(unchanged)


def verify_contents(database: str, expected: TableDigests) -> str:
    """How a restored database differs from what was dumped; empty if it does not."""
    with Session(database) as session:
        return describe_differences(expected, table_digests(session))
