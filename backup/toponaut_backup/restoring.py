"""From the bucket into a new database beside the live one, checked against its manifest; then the change of names."""

import hashlib
import os
from collections.abc import Callable
from datetime import datetime
from subprocess import DEVNULL, PIPE
from typing import IO

from toponaut_backup import databases
from toponaut_backup.bucket import Bucket
from toponaut_backup.contents import analyze
from toponaut_backup.errors import BackupError, NotVerified
from toponaut_backup.kept import Kept, NoBackup, choose, kept_backups
from toponaut_backup.manifest import Manifest
from toponaut_backup.pipeline import Pipeline
from toponaut_backup.psql import Session
from toponaut_backup.settings import Settings
from toponaut_backup.trial import judge, restore_command, scratch

WAIT_SECONDS = 900  # for a backup that is just being taken

Say = Callable[[str], object]


def chosen(settings: Settings, wanted: str) -> Kept:
    """The backup of this name, or the latest."""
    return choose(kept_backups(Bucket(settings), settings.prefix), wanted)


def restore(settings: Settings, wanted: str, *, at: datetime, identity: bytes = b"", say: Say = print) -> str:
    """Into a new database; its name. Raises BackupError, and then there is no new database.

    `identity`: what age-keygen wrote, for an encrypted backup.
    """
    bucket, backup = Bucket(settings), chosen(settings, wanted)
    _check_key(backup.manifest, identity)
    with databases.locked(wait_seconds=WAIT_SECONDS) as server:
        databases.drop_stale(server, settings.database, at)
        fresh = databases.stamped(settings.database, "restore", at)
        owner = databases.owner(server, settings.database)
        databases.create(server, fresh, owner)
        try:
            say(f"restoring {backup.name}, {backup.manifest.rows:,} rows, into the new database {fresh}")
            _fill(bucket, backup.manifest, fresh, owner, identity)
            with Session(fresh) as session:
                analyze(session)
        except BaseException:
            databases.drop(fresh)
            raise
    return fresh


def verify(settings: Settings, wanted: str, *, at: datetime, identity: bytes = b"") -> Manifest:
    """Try a stored backup again, from the bucket into a scratch database. Raises BackupError."""
    bucket, backup = Bucket(settings), chosen(settings, wanted)
    _check_key(backup.manifest, identity)
    with databases.locked(wait_seconds=WAIT_SECONDS) as server, scratch(server, settings, at) as database:
        _fill(bucket, backup.manifest, database, databases.owner(server, settings.database), identity)
    return backup.manifest


def swap(settings: Settings, fresh: str, *, at: datetime) -> str:
    """Give a database the live one's name; what the old one is called now. Raises BackupError.

    A restored one takes over, or one that was live before, to go back to it.
    """
    _check_purpose(settings, fresh, "restore", "before")
    kept = databases.stamped(settings.database, "before", at)
    with databases.locked(wait_seconds=WAIT_SECONDS) as server:
        databases.take_over(server, settings.database, fresh, kept)
    return kept


def discard(settings: Settings, fresh: str) -> None:
    """Drop a restored database that shall not take over."""
    _check_purpose(settings, fresh, "restore")
    with databases.locked(wait_seconds=WAIT_SECONDS):
        databases.drop(fresh)


def _check_purpose(settings: Settings, database: str, *purposes: databases.Purpose) -> None:
    if not databases.made_at(database, settings.database, *purposes):
        expected = " or ".join(f"{settings.database}_{purpose}_…" for purpose in purposes)
        raise BackupError(f"{database} is none that this may be done with: expected {expected}")


def _check_key(manifest: Manifest, identity: bytes) -> None:
    if manifest.encrypted_to and not identity:
        raise NoBackup(
            f"{manifest.name} is encrypted to {manifest.encrypted_to}: name the file that holds the private key, "
            f"IDENTITY=<file> make restore BACKUP={manifest.name}"
        )


def _fill(bucket: Bucket, manifest: Manifest, database: str, owner: str, identity: bytes) -> None:
    """Raises NotVerified where the archive, or what came of it, is not what the manifest says."""
    with Pipeline() as pipe:
        names = _start(pipe, manifest, restore_command(database, owner), identity)
        _feed(bucket, manifest, pipe.input(names[0]))
        pipe.check(*names)
    problem = judge(database, manifest.tables)
    if problem:
        raise NotVerified(f"{manifest.name} was restored, and is not what was dumped: {problem}")


def _start(pipe: Pipeline, manifest: Manifest, command: list[str], identity: bytes) -> list[str]:
    """pg_restore, with age before it where it is needed; their names, the one to be fed first."""
    if not manifest.encrypted_to:
        pipe.start("pg_restore", command, stdin=PIPE, stdout=DEVNULL)
        return ["pg_restore"]
    read, write = os.pipe()  # the private key goes through the kernel only: no disk, no list of processes shows it
    os.write(write, identity)
    os.close(write)
    try:
        plain = pipe.start(
            "age", ["age", "--decrypt", "--identity", f"/dev/fd/{read}"], stdin=PIPE, pass_fds=[read]
        ).stdout
    finally:
        os.close(read)
    pipe.start("pg_restore", command, stdin=plain or DEVNULL, stdout=DEVNULL)
    return ["age", "pg_restore"]


def _feed(bucket: Bucket, manifest: Manifest, stream: IO[bytes]) -> None:
    """The archive from the bucket, to the end even if nobody reads it any more: so it is known whether it is whole."""
    digest, size, read = hashlib.sha256(), 0, True
    for chunk in bucket.chunks(manifest.archive):
        digest.update(chunk)
        size += len(chunk)
        read = read and _written(stream, chunk)
    _written(stream, b"", close=True)
    if (size, digest.hexdigest()) != (manifest.size, manifest.sha256):
        raise NotVerified(f"the archive of {manifest.name} is damaged: size or SHA-256 are not those of its manifest.")


def _written(stream: IO[bytes], chunk: bytes, *, close: bool = False) -> bool:
    """False where the reader has ended: it says itself why."""
    try:
        stream.write(chunk)
        if close:
            stream.close()
    except BrokenPipeError:
        return False
    return True
