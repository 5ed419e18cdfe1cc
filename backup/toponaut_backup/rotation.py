"""Deletes old backups by count, not by age: so a wrong clock or a month without backups deletes nothing."""

from collections.abc import Callable, Sequence

from toponaut_backup.backup_names import KINDS, Kind
from toponaut_backup.bucket import Bucket
from toponaut_backup.catalog import StoredBackup, delete_backup
from toponaut_backup.errors import ObjectLocked
from toponaut_sidecar.errors import SidecarError

MAX_BACKUPS_PER_KIND = 10  # verified backups
ROTATED_KINDS: tuple[Kind, ...] = ("daily", "release")  # manual backups are deleted by hand
MAX_DELETED_PER_RUN = 2  # so that people can notice a mistake before it has deleted much

Log = Callable[[str], object]


def rotate(bucket: Bucket, backups: Sequence[StoredBackup], log: Log) -> None:
    """Delete surplus backups. `backups`: newest first; the first one was just taken.

    If the bucket's keys do not permit deleting, that is logged, and is not a failure.
    """
    for backup in backups_to_delete(backups, backups[0]):
        try:
            delete_backup(bucket, backup.name)
        except ObjectLocked as error:
            log(f"the old backup {backup.name} stays for now: {error}")
            continue
        except SidecarError as error:
            log(f"old backups are kept, because they cannot be deleted: {error}")
            return
        log(f"deleted the old backup {backup.name}")


def backups_to_delete(backups: Sequence[StoredBackup], new: StoredBackup) -> list[StoredBackup]:
    """What may be deleted now that `new` is verified, oldest first. `backups`: newest first, including `new`.

    Only backups of the same database server are deleted: if another stack uses the same prefix by mistake, its backups
    are kept. A backup that could not be verified, or that held much less than the one before, is deleted once a newer
    one is right. If `new` is not, nothing is deleted.
    """
    if not new.trusted:
        return []
    own = [backup for backup in backups if backup.manifest.cluster == new.manifest.cluster]
    surplus = [backup for kind in KINDS for backup in _surplus(own, kind)]
    wrong = [backup for backup in own if _is_wrong(backup) and backup.name.at < new.name.at]
    oldest_first = sorted([*surplus, *wrong], key=lambda backup: backup.name.at)
    return [backup for backup in oldest_first if backup.name != new.name][:MAX_DELETED_PER_RUN]


def _surplus(own: Sequence[StoredBackup], kind: Kind) -> list[StoredBackup]:
    trusted = [backup for backup in own if backup.trusted and backup.name.kind == kind]
    return trusted[MAX_BACKUPS_PER_KIND:] if kind in ROTATED_KINDS else []


def _is_wrong(backup: StoredBackup) -> bool:
    """A manual backup that shrank stays: somebody asked for it."""
    return not backup.usable or (not backup.trusted and backup.name.kind in ROTATED_KINDS)
