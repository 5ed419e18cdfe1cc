"""Restore a backup into a new database beside the live one, and verify it."""

import time
from collections.abc import Callable
from datetime import datetime

from toponaut_backup import databases
from toponaut_backup.bucket import Bucket
from toponaut_backup.catalog import find_in_bucket
from toponaut_backup.disk_space import require_room
from toponaut_backup.errors import DatabaseError
from toponaut_backup.pluralize import pluralize
from toponaut_backup.psql import Session
from toponaut_backup.restore_archive import RestoreTarget, require_identity, restore_archive
from toponaut_backup.settings import BackupSettings
from toponaut_backup.table_digests import analyze

MAX_RECOVERY_SECONDS = 60

Log = Callable[[str], object]


def restore(settings: BackupSettings, wanted: str, *, at: datetime, identity: bytes = b"", log: Log = print) -> str:
    """Restore into a new database; returns its name. If it raises SidecarError, the new database was dropped again.

    `wanted`: a backup's name, or "latest". `identity`: the private key file that age-keygen wrote, for an encrypted
    backup.
    """
    bucket, backup = Bucket(settings), find_in_bucket(settings, wanted)
    require_identity(backup.manifest, identity)
    with databases.job_lock(wait_seconds=databases.LOCK_TIMEOUT_SECONDS) as server:
        databases.drop_stale(server, settings.database, at)
        database = databases.timestamped_name(settings.database, "restore", at)
        require_room(settings.state, backup.manifest.restored_bytes)
        target = RestoreTarget(database, databases.owner(server, settings.database), settings.state)
        databases.create(server, database, target.owner)
        try:
            log(f"restoring {backup.name}, {pluralize(backup.manifest.rows, 'row')}, into the new database {database}")
            restore_archive(bucket, backup.manifest, target, identity)
            with Session(database) as session:
                analyze(session)
        except BaseException:
            _drop_when_server_is_back(database)
            raise
    return database


def _drop_when_server_is_back(database: str) -> None:
    """After a full disk the server may need a moment to recover. A database that stays is dropped a day later."""
    end = time.monotonic() + MAX_RECOVERY_SECONDS
    while True:
        try:
            return databases.drop(database)
        except DatabaseError:
            if time.monotonic() > end:
                return None
            time.sleep(1)
