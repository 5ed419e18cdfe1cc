"""The catalog of backups in the bucket: list, find and delete backups. A backup is a manifest and its archive."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from toponaut_backup.backup_names import BackupName, name_from_key
from toponaut_backup.bucket import Bucket
from toponaut_backup.manifest import InvalidManifest, Manifest, parse_manifest
from toponaut_backup.settings import BackupSettings
from toponaut_sidecar.errors import SidecarError


class BackupNotFound(SidecarError):
    """There is no backup of this name, or it cannot be used."""


@dataclass(frozen=True, slots=True)
class StoredBackup:
    name: BackupName
    manifest: Manifest
    complete: bool  # the archive exists, and has the size that the manifest says

    @property
    def usable(self) -> bool:
        """Whether a restore by name may rely on it."""
        return self.complete and self.manifest.verified

    @property
    def trusted(self) -> bool:
        """Whether it is usable, and not much smaller than the one before: the database had not lost its data."""
        return self.usable and not self.manifest.warnings

    @property
    def verified_label(self) -> str:
        if not self.complete:
            return "archive missing"
        return "yes" if self.manifest.verified else "no"


def list_backups(bucket: Bucket, prefix: str) -> list[StoredBackup]:
    """All backups, newest first. Other objects are ignored; an invalid manifest is skipped with a warning."""
    sizes = bucket.sizes(prefix)
    backups = []
    for key in sizes:
        name = name_from_key(key, prefix)
        if name and key == name.manifest_key:
            try:
                manifest = parse_manifest(bucket.read(key), key)
            except InvalidManifest as error:  # an invalid manifest must not prevent the restore of another backup
                print(f"backup: {error}", file=sys.stderr)
                continue
            backups.append(StoredBackup(name, manifest, complete=sizes.get(manifest.archive) == manifest.size))
    return sorted(backups, key=lambda backup: backup.name.at, reverse=True)


def find_backup(backups: Iterable[StoredBackup], wanted: str) -> StoredBackup:
    """The backup with this name, or the latest verified one if `wanted` is "latest". Raises BackupNotFound."""
    newest_first = list(backups)
    usable = [backup for backup in newest_first if backup.usable]
    if wanted == "latest":
        if not usable:
            raise BackupNotFound("the bucket holds no verified backup: `make backups` shows what there is.")
        return _require_trusted(usable)
    for backup in newest_first:
        if str(backup.name) == wanted:
            if not backup.complete:
                raise BackupNotFound(f"the archive of {wanted} is missing or has another size: choose another backup.")
            return backup
    raise BackupNotFound(f"there is no backup {wanted}: `make backups` shows their names.")


def newest_trusted_manifest(newest_first: Iterable[StoredBackup]) -> Manifest | None:
    """The manifest of the backup that new ones are compared with."""
    return next((backup.manifest for backup in newest_first if backup.trusted), None)


def _require_trusted(newest_first: list[StoredBackup]) -> StoredBackup:
    """Refuse the latest backup if it shrank: a new stack may have backed up its empty database before the restore."""
    latest, trusted = newest_first[0], newest_trusted_manifest(newest_first)
    if not latest.trusted:
        raise BackupNotFound(
            f"the latest backup, {latest.name}, holds much less than the one before "
            f"({'; '.join(latest.manifest.warnings)}): choose one by its name, "
            f"such as {trusted.name if trusted else latest.name}, or accept it: ACCEPT_SMALLER=1 make backup"
        )
    return latest


def find_in_bucket(settings: BackupSettings, wanted: str) -> StoredBackup:
    """`find_backup` among all backups in the bucket. Raises BackupNotFound."""
    return find_backup(list_backups(Bucket(settings), settings.prefix), wanted)


def delete_backup(bucket: Bucket, name: BackupName) -> None:
    """Delete the manifest first: without it the backup is not listed, even if the archive cannot be deleted."""
    bucket.delete(name.manifest_key)
    for encrypted in (False, True):
        bucket.delete(name.archive_key(encrypted=encrypted))


@contextmanager
def deleted_on_failure(bucket: Bucket, name: BackupName) -> Iterator[None]:
    """If the block fails, delete the parts of this backup that it has stored."""
    try:
        yield
    except BaseException:
        # If the bucket does not answer, the archive stays; without a manifest it is not listed.
        with suppress(SidecarError):
            delete_backup(bucket, name)
        raise
