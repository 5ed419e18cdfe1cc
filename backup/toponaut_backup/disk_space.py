"""Room on the database's disk. PostgreSQL stops when it is full, so a restore beside the live database stops before."""

import os
import shutil
from pathlib import Path

from toponaut_backup.errors import DatabaseError

MAX_WAL_BYTES = 512 * 2**20  # write-ahead log that a restore may add on disk: max_wal_size of postgresql.conf
MIN_FREE_BYTES = 128 * 2**20  # in the middle of a restore: what the live database needs until somebody makes room
MIN_FREE_INODES = 2_000  # a database of the site has 350 files
REMEDY = "make room (`docker system df` shows what Docker holds)."


class DiskFull(DatabaseError):
    """The disk has too little room."""


def require_room(folder: Path, database_bytes: int) -> None:
    """Raises DiskFull if the disk has no room for another copy of a database. `folder`: any folder of that disk."""
    needed, free = database_bytes + MAX_WAL_BYTES, shutil.disk_usage(folder).free
    if free < needed:
        raise DiskFull(f"the disk has {free / 1e6:,.0f} MB left, and {needed / 1e6:,.0f} MB are needed: {REMEDY}")
    inodes = os.statvfs(folder)
    if inodes.f_files and inodes.f_favail < MIN_FREE_INODES:  # some file systems have no limit, and say 0
        raise DiskFull(f"the disk has {inodes.f_favail:,} inodes left, and {MIN_FREE_INODES:,} are needed: {REMEDY}")


def require_reserve(folder: Path) -> None:
    """Raises DiskFull if the disk has become too full since the start of a restore."""
    free = shutil.disk_usage(folder).free
    if free < MIN_FREE_BYTES:
        raise DiskFull(f"the disk has only {free / 1e6:,.0f} MB left, so this was stopped before it was full: {REMEDY}")
