"""Restore a backup into a new database beside the live one, and verify it."""

from collections.abc import Callable
from datetime import datetime

from toponaut_backup import databases
from toponaut_backup.bucket import Bucket
from toponaut_backup.catalog import find_in_bucket
from toponaut_backup.psql import Session
from toponaut_backup.restore_archive import require_identity, restore_archive
from toponaut_backup.settings import BackupSettings
from toponaut_backup.table_digests import analyze

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
        database = databases.database_name(settings.database, "restore", at)
        owner = databases.owner(server, settings.database)
        databases.create(server, database, owner)
        try:
            log(f"restoring {backup.name}, {backup.manifest.rows:,} rows, into the new database {database}")
            restore_archive(bucket, backup.manifest, database, owner, identity)
            with Session(database) as session:
                analyze(session)
        except BaseException:
            databases.drop(database)
            raise
    return database
