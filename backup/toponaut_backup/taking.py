"""One backup: a snapshot of the database, dumped, tried, encrypted, uploaded, read back, and only then listed."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO

from toponaut_backup import databases
from toponaut_backup.bucket import Bucket, Stored
from toponaut_backup.contents import Contents, Snapshot, snapshot
from toponaut_backup.errors import BackupError, DatabaseError, NotVerified
from toponaut_backup.kept import Kept, kept_backups, remove
from toponaut_backup.manifest import Manifest, shrunk
from toponaut_backup.names import Kind, Name
from toponaut_backup.pipeline import Pipeline
from toponaut_backup.psql import Session, conninfo
from toponaut_backup.rotation import surplus
from toponaut_backup.settings import Settings
from toponaut_backup.trial import fork_to_restore, judge, scratch
from toponaut_backup.upload import Upload, abort_abandoned

HOW = "restored into a scratch database: rows and digest of every table equal; read back: size and SHA-256 equal"
LOCK_WAIT = "60s"  # for a table that a migration holds; then the job fails, and is tried again

Say = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Job:
    settings: Settings
    bucket: Bucket
    server: Session  # holds the lock
    name: Name
    last_try: bool
    say: Say


def take(settings: Settings, kind: Kind, *, at: datetime, last_try: bool = True, say: Say = print) -> Manifest:
    """Take a backup; what its manifest says. Raises BackupError, and then nothing of it is listed.

    `last_try`: an archive that could not be tried is stored all the same, marked as not verified, before NotVerified is
    raised: where the trial is what fails, day after day, that is better than none.
    """
    bucket, started = Bucket(settings), time.monotonic()
    with databases.locked() as server:
        databases.drop_stale(server, settings.database, at)
        abort_abandoned(bucket, settings.prefix, at)
        before = kept_backups(bucket, settings.prefix)
        name = Name(settings.prefix, at.replace(microsecond=0), kind)
        if any(one.name == name for one in before):
            raise BackupError(f"there is a backup {name} already, and none is ever overwritten: try again.")
        job = Job(settings, bucket, server, name, last_try, say)
        with _taken_back_on_failure(job):
            stored, tables, problem = _store(job)
            manifest = _manifest(job, stored, tables, problem, at + timedelta(seconds=time.monotonic() - started))
            usable = [one.manifest for one in before if one.counts]
            manifest.warnings.extend(shrunk(manifest, usable[0] if usable else None))
            bucket.write(name.manifest, manifest.to_json())
        if problem:
            raise NotVerified(f"{name} is stored, and could not be verified: {problem}")
        _rotate(job, [Kept(name, manifest, whole=True), *before])
    return manifest


def _store(job: Job) -> tuple[Stored, Contents, str]:
    """Dump, try and upload: what was stored, what it holds, and why it could not be tried, if so."""
    archive = job.name.archive(encrypted=bool(job.settings.recipient))
    with ExitStack() as stack:
        moment = stack.enter_context(snapshot(job.settings.database))
        database, problem = _trial_database(job, stack)
        upload = stack.enter_context(Upload(job.bucket, archive))
        pipe = stack.enter_context(Pipeline())
        job.say(f"dumping {sum(table.rows for table in moment.contents.values()):,} rows to {archive}")
        upload.write_from(_start(pipe, job, moment, database))
        pipe.check(*(name for name in ("pg_dump", "tee", "age") if pipe.has(name)))
        if database:
            problem = pipe.problem("pg_restore") or judge(database, moment.contents)
        if problem and not job.last_try:
            raise NotVerified(problem)
        upload.complete()
    if job.bucket.read_back(archive) != upload.stored:
        raise NotVerified(f"{archive} came back from the bucket other than it was sent: it was removed.")
    return upload.stored, moment.contents, problem


def _trial_database(job: Job, stack: ExitStack) -> tuple[str, str]:
    """Its name, or none and why there is none."""
    try:
        return stack.enter_context(scratch(job.server, job.settings, job.name.at)), ""
    except DatabaseError as problem:
        if not job.last_try:
            raise
        return "", str(problem)


def _start(pipe: Pipeline, job: Job, moment: Snapshot, database: str) -> IO[bytes]:
    """pg_dump, which goes to the trial too if there is one, through age if there is a key."""
    dump = ["pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--lock-wait-timeout={LOCK_WAIT}"]
    out = pipe.start("pg_dump", [*dump, f"--snapshot={moment.id}", "--dbname", conninfo(job.settings.database)]).stdout
    assert out
    if database:
        out = fork_to_restore(pipe, out, database, databases.owner(job.server, job.settings.database))
    if job.settings.recipient:
        out = pipe.start("age", ["age", "--encrypt", "--recipient", job.settings.recipient], stdin=out).stdout
        assert out
    return out


def _manifest(job: Job, stored: Stored, tables: Contents, problem: str, ended: datetime) -> Manifest:
    return Manifest(
        name=str(job.name),
        release=job.settings.release,
        cluster=job.server.ask("SELECT system_identifier FROM pg_control_system()"),
        postgresql=job.server.ask("SHOW server_version"),
        started=job.name.at,
        ended=ended.replace(microsecond=0),
        archive=job.name.archive(encrypted=bool(job.settings.recipient)),
        size=stored.size,
        sha256=stored.sha256,
        encrypted_to=job.settings.recipient,
        tables=tables,
        verified=not problem,
        how=problem or HOW,
    )


@contextmanager
def _taken_back_on_failure(job: Job) -> Iterator[None]:
    """Whatever of this backup is in the bucket when it fails goes again: the manifest first."""
    try:
        yield
    except BaseException:
        with suppress(BackupError):  # the bucket is away, and without a manifest nothing is listed
            remove(job.bucket, job.name)
        raise


def _rotate(job: Job, backups: list[Kept]) -> None:
    """A key that may not delete is no reason to call a good backup a failure."""
    for old in surplus(backups, backups[0]):
        try:
            remove(job.bucket, old.name)
        except BackupError as problem:
            job.say(f"old backups stay, because {problem}")
            return
        job.say(f"removed {old.name}, one more than is kept")
