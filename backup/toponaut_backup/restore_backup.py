"""Restore a backup into a new database beside the live one and verify it; then swap the two databases' names."""

import hashlib
import os
from collections.abc import Callable
from datetime import datetime
from subprocess import DEVNULL, PIPE
from typing import IO

from toponaut_backup import databases
from toponaut_backup.bucket import Bucket
from toponaut_backup.catalog import BackupNotFound, StoredBackup, find_backup, list_backups
from toponaut_backup.errors import NotVerified
from toponaut_backup.manifest import Manifest
from toponaut_backup.pipeline import Pipeline
from toponaut_backup.psql import Session
from toponaut_backup.settings import BackupSettings
from toponaut_backup.table_digests import analyze
from toponaut_backup.verification import pg_restore_command, scratch_database, verify_contents
from toponaut_sidecar.errors import SidecarError

LOCK_TIMEOUT_SECONDS = 900  # a backup that is being taken may end first

Log = Callable[[str], object]


def find(settings: BackupSettings, wanted: str) -> StoredBackup:
    """The backup of this name, or the latest. Raises BackupNotFound."""
    return find_backup(list_backups(Bucket(settings), settings.prefix), wanted)


def restore(settings: BackupSettings, wanted: str, *, at: datetime, identity: bytes = b"", log: Log = print) -> str:
    """Restore into a new database; returns its name. Raises SidecarError, and then there is no new database.

    `identity`: the private key file that age-keygen wrote, for an encrypted backup.
    """
    bucket, backup = Bucket(settings), find(settings, wanted)
    _check_identity(backup.manifest, identity)
    with databases.job_lock(wait_seconds=LOCK_TIMEOUT_SECONDS) as server:
        databases.drop_stale(server, settings.database, at)
        database = databases.database_name(settings.database, "restore", at)
        owner = databases.owner(server, settings.database)
        databases.create(server, database, owner)
        try:
            log(f"restoring {backup.name}, {backup.manifest.rows:,} rows, into the new database {database}")
            _restore_and_verify(bucket, backup.manifest, database, owner, identity)
            with Session(database) as session:
                analyze(session)
        except BaseException:
            databases.drop(database)
            raise
    return database


def verify(settings: BackupSettings, wanted: str, *, at: datetime, identity: bytes = b"") -> Manifest:
    """Verify a stored backup again: download it into a scratch database and compare. Raises SidecarError."""
    bucket, backup = Bucket(settings), find(settings, wanted)
    _check_identity(backup.manifest, identity)
    with (
        databases.job_lock(wait_seconds=LOCK_TIMEOUT_SECONDS) as server,
        scratch_database(server, settings, at) as database,
    ):
        owner = databases.owner(server, settings.database)
        _restore_and_verify(bucket, backup.manifest, database, owner, identity)
    return backup.manifest


def swap(settings: BackupSettings, replacement: str, *, at: datetime) -> str:
    """Make a restored or a previous database the live one; returns the old one's new name. Raises SidecarError."""
    _check_purpose(settings, replacement, "restore", "before")
    previous = databases.database_name(settings.database, "before", at)
    with databases.job_lock(wait_seconds=LOCK_TIMEOUT_SECONDS) as server:
        databases.swap(server, settings.database, replacement, previous)
    return previous


def discard(settings: BackupSettings, database: str) -> None:
    """Drop a restored database that will not be swapped in. Raises SidecarError."""
    _check_purpose(settings, database, "restore")
    with databases.job_lock(wait_seconds=LOCK_TIMEOUT_SECONDS):
        databases.drop(database)


def _check_purpose(settings: BackupSettings, database: str, *purposes: databases.Purpose) -> None:
    if not databases.creation_time(database, settings.database, *purposes):
        expected = " or ".join(f"{settings.database}_{purpose}_…" for purpose in purposes)
        raise SidecarError(f"{database} may not be used for this: expected {expected}")


def _check_identity(manifest: Manifest, identity: bytes) -> None:
    if manifest.encrypted_to and not identity:
        raise BackupNotFound(
            f"{manifest.name} is encrypted to {manifest.encrypted_to}: name the file that holds the private key, "
            f"IDENTITY=<file> make restore BACKUP={manifest.name}"
        )


def _restore_and_verify(bucket: Bucket, manifest: Manifest, database: str, owner: str, identity: bytes) -> None:
    """Raises NotVerified if the archive or the restored data is not what the manifest says."""
    with Pipeline() as pipeline:
        names = _start(pipeline, manifest, pg_restore_command(database, owner), identity)
        _download(bucket, manifest, pipeline.input(names[0]))
        pipeline.check(*names)
    differences = verify_contents(database, manifest.tables)
    if differences:
        raise NotVerified(f"{manifest.name} was restored, but differs from what was dumped: {differences}")


def _start(pipeline: Pipeline, manifest: Manifest, pg_restore: list[str], identity: bytes) -> list[str]:
    """Start pg_restore, behind age if the archive is encrypted; returns the programs' names in order."""
    if not manifest.encrypted_to:
        pipeline.start("pg_restore", pg_restore, stdin=PIPE, stdout=DEVNULL)
        return ["pg_restore"]
    read, write = os.pipe()  # so the private key is neither on a disk nor in the list of processes
    os.write(write, identity)
    os.close(write)
    try:
        decrypt = ["age", "--decrypt", "--identity", f"/dev/fd/{read}"]
        decrypted = pipeline.start("age", decrypt, stdin=PIPE, pass_fds=[read]).stdout
    finally:
        os.close(read)
    pipeline.start("pg_restore", pg_restore, stdin=decrypted or DEVNULL, stdout=DEVNULL)
    return ["age", "pg_restore"]


def _download(bucket: Bucket, manifest: Manifest, stream: IO[bytes]) -> None:
    """Write the archive into the stream. It is read to its end even if nobody reads the stream, to check its digest."""
    sha256, size, has_reader = hashlib.sha256(), 0, True
    for chunk in bucket.chunks(manifest.archive):
        sha256.update(chunk)
        size += len(chunk)
        has_reader = has_reader and _write(stream, chunk)
    _write(stream, b"", close=True)
    if (size, sha256.hexdigest()) != (manifest.size, manifest.sha256):
        raise NotVerified(f"the archive of {manifest.name} is damaged: its size or SHA-256 differs from its manifest.")


def _write(stream: IO[bytes], chunk: bytes, *, close: bool = False) -> bool:
    """False if the reading program has ended: then its own error is reported."""
    try:
        stream.write(chunk)
        if close:
            stream.close()
    except BrokenPipeError:
        return False
    return True
