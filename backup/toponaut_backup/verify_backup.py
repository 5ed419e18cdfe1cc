"""Verify a stored backup again: download it, restore it into a scratch database, and compare."""

from datetime import datetime

from toponaut_backup import databases
from toponaut_backup.bucket import Bucket
from toponaut_backup.catalog import find_in_bucket
from toponaut_backup.manifest import Manifest
from toponaut_backup.restore_archive import RestoreTarget, require_identity, restore_archive
from toponaut_backup.settings import BackupSettings
from toponaut_backup.verification import scratch_database


def verify(settings: BackupSettings, wanted: str, *, at: datetime, identity: bytes = b"") -> Manifest:
    """Returns the manifest of the verified backup. Raises SidecarError. `wanted` and `identity`: see `restore`."""
    bucket, backup = Bucket(settings), find_in_bucket(settings, wanted)
    require_identity(backup.manifest, identity)
    with (
        databases.job_lock(wait_seconds=databases.LOCK_TIMEOUT_SECONDS) as server,
        scratch_database(server, settings, at) as database,
    ):
        target = RestoreTarget(database, databases.owner(server, settings.database), settings.state)
        restore_archive(bucket, backup.manifest, target, identity)
    return backup.manifest
