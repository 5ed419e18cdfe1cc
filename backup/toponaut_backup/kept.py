"""The backups that the bucket holds: those with a manifest, and the archive that it tells of."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass

from toponaut_backup.bucket import Bucket
from toponaut_backup.errors import BackupError
from toponaut_backup.manifest import Manifest, Unreadable, from_json
from toponaut_backup.names import Name, name_of_key


class NoBackup(BackupError):
    """There is none of this name, or none that may be used."""


@dataclass(frozen=True, slots=True)
class Kept:
    name: Name
    manifest: Manifest
    whole: bool  # the archive is there, and as large as its manifest says

    @property
    def counts(self) -> bool:
        """Whether one may rely on it."""
        return self.whole and self.manifest.verified

    @property
    def state(self) -> str:
        if not self.whole:
            return "archive missing"
        return "yes" if self.manifest.verified else "no"


def kept_backups(bucket: Bucket, prefix: str) -> list[Kept]:
    """Newest first. Whatever else lies in the bucket is passed over, and a broken manifest with a word of warning."""
    sizes = bucket.sizes(prefix)
    found = []
    for key in sizes:
        name = name_of_key(key, prefix)
        if name and key == name.manifest:
            try:
                manifest = from_json(bucket.read(key), key)
            except Unreadable as problem:  # it must not keep anybody from restoring another one
                print(f"backup: {problem}", file=sys.stderr)
                continue
            found.append(Kept(name, manifest, whole=sizes.get(manifest.archive) == manifest.size))
    return sorted(found, key=lambda one: one.name.at, reverse=True)


def choose(backups: Iterable[Kept], wanted: str) -> Kept:
    """The backup of this name, or the latest verified one. Raises NoBackup, which says what there is."""
    newest_first = list(backups)
    usable = [one for one in newest_first if one.counts]
    if wanted == "latest":
        if not usable:
            raise NoBackup("the bucket holds no verified backup: `make backups` shows what there is.")
        return _latest(usable)
    for one in newest_first:
        if str(one.name) == wanted:
            if not one.whole:
                raise NoBackup(f"the archive of {wanted} is missing or has another size: choose another backup.")
            return one
    raise NoBackup(f"there is no backup {wanted}: `make backups` shows their names.")


def _latest(usable: list[Kept]) -> Kept:
    """A fresh stack may have made an empty backup before anybody restored: that must not be taken for the site."""
    if usable[0].manifest.warnings:
        raise NoBackup(
            f"the latest backup, {usable[0].name}, holds much less than the one before "
            f"({'; '.join(usable[0].manifest.warnings)}): choose one by its name."
        )
    return usable[0]


def remove(bucket: Bucket, name: Name) -> None:
    """The manifest first: from then on it is not listed, whatever happens to the rest."""
    bucket.delete(name.manifest)
    for encrypted in (False, True):
        bucket.delete(name.archive(encrypted=encrypted))
