"""Verification of an archive: restore it into a scratch database of the stack's own server, and compare the tables.

`tee` sends a copy of the dump to pg_restore, so nothing has to be downloaded. Encryption comes after `tee`:
there is no private key on this server.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from subprocess import DEVNULL
from typing import IO

from toponaut_backup import databases
from toponaut_backup.disk_space import require_room
from toponaut_backup.errors import DatabaseError
from toponaut_backup.pipeline import Pipeline, pipe_end
from toponaut_backup.psql import Session, conninfo
from toponaut_backup.settings import BackupSettings
from toponaut_backup.table_digests import TableDigests, database_size, describe_differences, table_digests


def pg_restore_command(database: str, owned_by: str) -> list[str]:
    """The command that restores from standard input. It stops at the first error: half a database is useless."""
    return ["pg_restore", "--exit-on-error", "--no-owner", "--no-privileges", "--role", owned_by,
            "--dbname", conninfo(database)]  # fmt: skip


@contextmanager
def scratch_database(server: Session, settings: BackupSettings, at: datetime) -> Iterator[str]:
    """An empty database, dropped at the end of the block. Raises DatabaseError, even if the disk is too full."""
    require_room(settings.state, database_size(server, settings.database))
    name = databases.timestamped_name(settings.database, "verify", at)
    databases.create(server, name, databases.owner(server, settings.database))
    try:
        yield name
    finally:
        with suppress(DatabaseError):  # the server does not answer; the next job drops the database
            databases.drop(name)


def copy_to_pg_restore(pipeline: Pipeline, archive: IO[bytes], database: str, owned_by: str) -> IO[bytes]:
    """Send a copy of the archive to pg_restore; returns the archive.

    If pg_restore dies, the archive can still be read to its end.
    """
    read, write = os.pipe()
    try:
        with os.fdopen(read, "rb") as copy:
            pipeline.start("pg_restore", pg_restore_command(database, owned_by), stdin=copy, stdout=DEVNULL)
        tee = ["tee", "--output-error=warn-nopipe", f"/dev/fd/{write}"]
        unchanged = pipeline.start("tee", tee, stdin=archive, pass_fds=[write]).stdout
    finally:
        os.close(write)
    return pipe_end(unchanged)


def content_differences(database: str, expected: TableDigests) -> str:
    """How a restored database differs from what was dumped; empty if both are equal."""
    with Session(database) as session:
        return describe_differences(expected, table_digests(session))
