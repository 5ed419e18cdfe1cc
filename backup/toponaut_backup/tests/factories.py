"""Test data: backups and their manifests."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from toponaut_backup.backup_names import BackupName, Kind
from toponaut_backup.catalog import StoredBackup
from toponaut_backup.manifest import PLAYS_TABLE, Manifest
from toponaut_backup.table_digests import TableDigest

FIRST_DAY = datetime(2026, 11, 1, 3, 17, tzinfo=UTC)
CLUSTER = "7390"


def manifest(name: BackupName, *, plays: int = 100, size: int = 5_000_000, verified: bool = True) -> Manifest:
    return Manifest(
        name=str(name),
        release="v1.2.0",
        cluster=CLUSTER,
        postgresql="17.6",
        started=name.at,
        ended=name.at + timedelta(seconds=9),
        archive=name.archive_key(encrypted=False),
        size=size,
        sha256="ab" * 32,
        encrypted_to="",
        tables={PLAYS_TABLE: TableDigest(plays, "1"), "public.places_place": TableDigest(1_000, "2")},
        verified=verified,
        how="restored",
    )


def stored_backup(
    day: int, kind: Kind = "daily", *, complete: bool = True, verified: bool = True, cluster: str = CLUSTER
) -> StoredBackup:
    """`day`: days after FIRST_DAY."""
    name = BackupName("production", FIRST_DAY + timedelta(days=day), kind)
    return StoredBackup(name, replace(manifest(name, verified=verified), cluster=cluster), complete)


def shrunk_backup(day: int, kind: Kind = "daily") -> StoredBackup:
    """A backup that holds much less than the one before."""
    backup = stored_backup(day, kind)
    backup.manifest.warnings.append("only 1 play, 100 in production-20261101T031700Z-daily")
    return backup


def days_of(backups: list[StoredBackup]) -> list[int]:
    """The days of these backups, counted from FIRST_DAY."""
    return [(backup.name.at - FIRST_DAY).days for backup in backups]
