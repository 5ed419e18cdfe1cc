"""Make a restored database the live one by swapping names, or drop a restored database that is not wanted."""

from datetime import datetime

from toponaut_backup import databases
from toponaut_backup.settings import BackupSettings
from toponaut_sidecar.errors import SidecarError


def swap(settings: BackupSettings, replacement: str, *, at: datetime) -> str:
    """Make a restored or a previous database the live one. Raises SidecarError.

    Returns the name under which the replaced database is kept.
    """
    _require_purpose(settings, replacement, "restore", "before")
    previous = databases.timestamped_name(settings.database, "before", at)
    with databases.job_lock(wait_seconds=databases.LOCK_TIMEOUT_SECONDS) as server:
        databases.swap_names(server, settings.database, replacement, previous)
    return previous


def discard(settings: BackupSettings, database: str) -> None:
    """Drop a restored database that will not be swapped in. Raises SidecarError."""
    _require_purpose(settings, database, "restore")
    with databases.job_lock(wait_seconds=databases.LOCK_TIMEOUT_SECONDS):
        databases.drop(database)


def _require_purpose(settings: BackupSettings, database: str, *purposes: databases.Purpose) -> None:
    """Raises SidecarError unless the database's name says that it was created for one of these purposes."""
    if not databases.creation_time(database, settings.database, *purposes):
        expected = " or ".join(f"{settings.database}_{purpose}_…" for purpose in purposes)
        raise SidecarError(f"{database} may not be used for this: expected {expected}")
