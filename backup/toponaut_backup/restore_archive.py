"""Download an archive into pg_restore, through age if it is encrypted, and verify the restored database."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, PIPE
from typing import IO

from toponaut_backup.bucket import Bucket
from toponaut_backup.catalog import BackupNotFound
from toponaut_backup.disk_space import REMEDY, DiskFull, require_reserve
from toponaut_backup.errors import ProgramFailed, VerificationFailed
from toponaut_backup.manifest import Manifest
from toponaut_backup.pipeline import Pipeline
from toponaut_backup.verification import content_differences, pg_restore_command

MAX_IDENTITY_BYTES = 16 * 2**10  # less than a pipe holds, because nobody reads it yet
NO_SPACE = "No space left on device"


def require_identity(manifest: Manifest, identity: bytes) -> None:
    """Raises BackupNotFound if the backup is encrypted and there is no private key."""
    if manifest.encrypted_to and not identity:
        raise BackupNotFound(
            f"{manifest.name} is encrypted to {manifest.encrypted_to}: name the file that holds the private key, "
            f"IDENTITY=<file> make restore BACKUP={manifest.name}"
        )


@dataclass(frozen=True, slots=True)
class RestoreTarget:
    """An empty database, its owner, and a folder on the same disk."""

    database: str
    owner: str
    disk: Path


def restore_archive(bucket: Bucket, manifest: Manifest, target: RestoreTarget, identity: bytes) -> None:
    """Restore into an empty database.

    Raises VerificationFailed if the archive or the restored data differs from the manifest. `identity`:
    the private key file that age-keygen wrote; empty if the archive is not encrypted.
    """
    with Pipeline(while_waiting=lambda: require_reserve(target.disk)) as pipeline:
        names = _start(pipeline, manifest, pg_restore_command(target.database, target.owner), identity)
        _download(bucket, manifest, pipeline.input(names[0]), target.disk)
        _check_programs(pipeline, names, manifest)
    differences = content_differences(target.database, manifest.tables)
    if differences:
        raise VerificationFailed(f"{manifest.name} was restored, but differs from what was dumped: {differences}")


def _check_programs(pipeline: Pipeline, names: list[str], manifest: Manifest) -> None:
    """Raises ProgramFailed, or DiskFull if pg_restore says that PostgreSQL found no room."""
    try:
        pipeline.check(*names)
    except ProgramFailed as error:
        if NO_SPACE in str(error):
            raise DiskFull(f"the disk is full, or has no inodes left ({error}): {REMEDY}") from error
        if "age failed" in str(error):
            raise ProgramFailed(f"{error} Is IDENTITY the private key of {manifest.encrypted_to}?") from error
        raise


def _start(pipeline: Pipeline, manifest: Manifest, pg_restore: list[str], identity: bytes) -> list[str]:
    """Start pg_restore, behind age if the archive is encrypted; returns the programs' names in order."""
    if not manifest.encrypted_to:
        pipeline.start("pg_restore", pg_restore, stdin=PIPE, stdout=DEVNULL)
        return ["pg_restore"]
    if len(identity) > MAX_IDENTITY_BYTES:
        raise ProgramFailed("IDENTITY is no private key: expected the file that age-keygen wrote.")
    read, write = os.pipe()  # so that the private key is neither on a disk nor in the list of processes
    os.write(write, identity)
    os.close(write)
    try:
        decrypt = ["age", "--decrypt", "--identity", f"/dev/fd/{read}"]
        decrypted = pipeline.start("age", decrypt, stdin=PIPE, pass_fds=[read]).stdout
    finally:
        os.close(read)
    pipeline.start("pg_restore", pg_restore, stdin=decrypted or DEVNULL, stdout=DEVNULL)
    return ["age", "pg_restore"]


def _download(bucket: Bucket, manifest: Manifest, stream: IO[bytes], disk: Path) -> None:
    """Write the archive into the stream, and compare its size and digest with the manifest. Raises VerificationFailed.

    The download continues after pg_restore has ended, because the digest needs every byte.
    """
    sha256, size, has_reader = hashlib.sha256(), 0, True
    for chunk in bucket.chunks(manifest.archive):
        sha256.update(chunk)
        size += len(chunk)
        has_reader = has_reader and _write(stream, chunk)
        require_reserve(disk)
    _write(stream, b"", close=True)
    if (size, sha256.hexdigest()) != (manifest.size, manifest.sha256):
        raise VerificationFailed(
            f"the archive of {manifest.name} is damaged: its size or SHA-256 differs from its manifest."
        )


def _write(stream: IO[bytes], chunk: bytes, *, close: bool = False) -> bool:
    """Returns False if the program that reads the stream has ended. Pipeline.check reports the program's error."""
    try:
        stream.write(chunk)
        if close:
            stream.close()
    except BrokenPipeError:
        return False
    return True
