"""Take one backup: dump a snapshot of the database, verify, encrypt and upload it, download it to compare, list it."""

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO

from toponaut_backup import databases
from toponaut_backup.backup_names import BackupName, Kind
from toponaut_backup.bucket import ArchiveDigest, Bucket
from toponaut_backup.catalog import StoredBackup, deleted_on_failure, list_backups, newest_trusted_manifest
from toponaut_backup.disk_space import require_reserve
from toponaut_backup.errors import DatabaseError, VerificationFailed
from toponaut_backup.manifest import Manifest, with_shrink_warnings
from toponaut_backup.multipart_upload import MultipartUpload, abort_abandoned_uploads, check_upload
from toponaut_backup.pipeline import Pipeline, pipe_end
from toponaut_backup.pluralize import pluralize
from toponaut_backup.psql import Session, conninfo
from toponaut_backup.rotation import rotate
from toponaut_backup.settings import BackupSettings
from toponaut_backup.table_digests import Snapshot, TableDigests, database_size, open_snapshot
from toponaut_backup.verification import content_differences, copy_to_pg_restore, scratch_database
from toponaut_sidecar.errors import SidecarError

VERIFICATION_SUMMARY = (
    "restored into a scratch database: rows and digest of every table equal; read back: size and SHA-256 equal"
)
TABLE_LOCK_TIMEOUT = "60s"  # if a migration locks a table for longer, the attempt fails, and another one follows

Log = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Attempt:
    """What one attempt to take a backup works with."""

    settings: BackupSettings
    bucket: Bucket
    server: Session  # holds the job lock
    name: BackupName
    is_last: bool
    log: Log

    @property
    def archive_key(self) -> str:
        return self.name.archive_key(encrypted=bool(self.settings.recipient))


def take_backup(
    settings: BackupSettings,
    kind: Kind,
    *,
    at: datetime,
    last_attempt: bool = True,
    accept_smaller: bool = False,
    log: Log = print,
) -> Manifest:
    """Take a backup; returns its manifest. If it raises SidecarError, the backup is neither stored nor listed.

    `accept_smaller`: the operator expects this backup to be much smaller than the previous one, so it counts as the
    latest all the same.

    The `last_attempt` is an exception: an archive that could not be verified is stored, marked as not verified, and
    then VerificationFailed is raised. If verification itself fails day after day, such archives are better than none.
    """
    bucket, started = Bucket(settings), time.monotonic()
    with databases.job_lock() as server:
        databases.drop_stale(server, settings.database, at)
        abort_abandoned_uploads(bucket, settings.prefix, at)
        older = list_backups(bucket, settings.prefix)
        name = BackupName(settings.prefix, at.replace(microsecond=0), kind)
        if any(backup.name == name for backup in older):
            raise SidecarError(f"there is a backup {name} already, and backups are never overwritten: try again.")
        attempt = Attempt(settings, bucket, server, name, last_attempt, log)
        check_upload(bucket, attempt.archive_key)  # before the dump, which may take long
        with deleted_on_failure(bucket, name):
            archive, tables, problem = _dump_and_upload(attempt)
            ended = at + timedelta(seconds=time.monotonic() - started)
            manifest = _manifest(attempt, archive, tables, problem, ended)
            manifest = with_shrink_warnings(manifest, newest_trusted_manifest(older), accept=accept_smaller)
            bucket.write(name.manifest_key, manifest.to_json())
        if problem:
            raise VerificationFailed(f"{name} is stored, but could not be verified: {problem}")
        rotate(bucket, [StoredBackup(name, manifest, complete=True), *older], log)
    return manifest


def _dump_and_upload(attempt: Attempt) -> tuple[ArchiveDigest, TableDigests, str]:
    """Returns the digests of archive and tables, and the reason if verification failed, else an empty string."""
    with ExitStack() as stack:
        snapshot = stack.enter_context(open_snapshot(attempt.settings.database))
        database, problem = _scratch_database(attempt, stack)
        upload = stack.enter_context(MultipartUpload(attempt.bucket, attempt.archive_key))
        pipeline = stack.enter_context(Pipeline(while_waiting=lambda: _require_free_space(attempt, database)))
        rows = sum(table.rows for table in snapshot.tables.values())
        attempt.log(f"dumping {pluralize(rows, 'row')} to {attempt.archive_key}")
        for _ in upload.sent_parts(_start_dump(pipeline, attempt, snapshot, database)):
            _require_free_space(attempt, database)
        pipeline.check(*(name for name in ("pg_dump", "tee", "age") if pipeline.was_started(name)))
        if database:
            problem = pipeline.failure("pg_restore") or content_differences(database, snapshot.tables)
        if problem and not attempt.is_last:
            raise VerificationFailed(problem)
        upload.complete()
    if attempt.bucket.read_digest(attempt.archive_key) != upload.digest:
        raise VerificationFailed(f"{attempt.archive_key} in the bucket differs from what was uploaded: it was deleted.")
    return upload.digest, snapshot.tables, problem


def _require_free_space(attempt: Attempt, scratch: str) -> None:
    """Free space is needed only for a scratch database."""
    if scratch:
        require_reserve(attempt.settings.state)


def _scratch_database(attempt: Attempt, stack: ExitStack) -> tuple[str, str]:
    """Returns (name, ""), or ("", reason) if it could not be created."""
    try:
        return stack.enter_context(scratch_database(attempt.server, attempt.settings, attempt.name.at)), ""
    except DatabaseError as error:
        if not attempt.is_last:
            raise
        return "", str(error)


def _start_dump(pipeline: Pipeline, attempt: Attempt, snapshot: Snapshot, database: str) -> IO[bytes]:
    """Start pg_dump; pg_restore too if there is a scratch database; age too if backups are encrypted.

    Returns the stream of the archive that is to be uploaded.
    """
    settings = attempt.settings
    pg_dump = ["pg_dump", "--format=custom", "--no-owner", "--no-privileges",
               f"--lock-wait-timeout={TABLE_LOCK_TIMEOUT}", f"--snapshot={snapshot.id}",
               "--dbname", conninfo(settings.database)]  # fmt: skip
    archive = pipe_end(pipeline.start("pg_dump", pg_dump).stdout)
    if database:
        archive = copy_to_pg_restore(pipeline, archive, database, databases.owner(attempt.server, settings.database))
    if settings.recipient:
        encrypt = ["age", "--encrypt", "--recipient", settings.recipient]
        archive = pipe_end(pipeline.start("age", encrypt, stdin=archive).stdout)
    return archive


def _manifest(
    attempt: Attempt, archive: ArchiveDigest, tables: TableDigests, problem: str, ended: datetime
) -> Manifest:
    return Manifest(
        name=str(attempt.name),
        release=attempt.settings.release,
        cluster=attempt.server.query("SELECT system_identifier FROM pg_control_system()"),
        postgresql=attempt.server.query("SHOW server_version"),
        started=attempt.name.at,
        ended=ended.replace(microsecond=0),
        archive=attempt.archive_key,
        size=archive.size,
        sha256=archive.sha256,
        encrypted_to=attempt.settings.recipient,
        tables=tables,
        verified=not problem,
        how=problem or VERIFICATION_SUMMARY,
        database_bytes=database_size(attempt.server, attempt.settings.database),
    )
