"""A successful backup is complete, verified and listed. A failed one leaves nothing in the bucket or the server."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from tests import fake_s3
from tests.unreliable_proxy import unreliable_proxy
from toponaut_backup import take_backup as take_backup_module
from toponaut_backup import verification
from toponaut_backup.backup_names import BackupName
from toponaut_backup.bucket import ArchiveDigest, Bucket
from toponaut_backup.catalog import BackupNotFound, find_in_bucket, list_backups
from toponaut_backup.databases import MAINTENANCE_DATABASE, job_lock
from toponaut_backup.errors import BucketError, DatabaseError, ObjectLocked, ProgramFailed, VerificationFailed
from toponaut_backup.manifest import PLAYS_TABLE, Manifest
from toponaut_backup.psql import Session
from toponaut_backup.settings import BackupSettings
from toponaut_backup.take_backup import take_backup
from toponaut_backup.tests.conftest import DATABASE, ROWS, database_names, settings_for
from toponaut_sidecar.errors import Busy, SidecarError

pytestmark = [pytest.mark.s3, pytest.mark.postgresql]

AT = datetime(2026, 11, 24, 3, 17, tzinfo=UTC)
NAME = "production-20261124T031700Z-daily"


def verified_labels(settings: BackupSettings) -> dict[str, str]:
    """What the column "verified" of `make backups` says about each backup, by name."""
    return {str(backup.name): backup.verified_label for backup in list_backups(Bucket(settings), settings.prefix)}


def copy_backup(settings: BackupSettings, manifest: Manifest, at: datetime) -> None:
    """Store a copy of the backup, as if taken at another time."""
    name, bucket = BackupName("production", at, "daily"), Bucket(settings)
    archive = name.archive_key(encrypted=False)
    bucket.write(archive, bucket.read(manifest.archive))
    bucket.write(name.manifest_key, replace(manifest, name=str(name), archive=archive).to_json())


def assert_nothing_left(settings: BackupSettings, s3_port: int, admin: Session) -> None:
    assert (fake_s3.object_keys(s3_port), fake_s3.unfinished_uploads(s3_port), verified_labels(settings)) == (
        [],
        [],
        {},
    )
    assert database_names(admin) == [DATABASE]


def test_backup_is_stored_verified_and_listed(settings: BackupSettings, s3_port: int, admin: Session) -> None:
    manifest = take_backup(settings, "daily", at=AT)
    assert verified_labels(settings) == {NAME: "yes"}
    assert sorted(fake_s3.object_keys(s3_port)) == [f"production/{NAME}.dump", f"production/{NAME}.json"]
    assert (manifest.tables[PLAYS_TABLE].rows, manifest.plays, manifest.verified) == (ROWS, ROWS, True)
    assert manifest.tables['public.An odd "name'].rows == 0
    assert manifest.size == Bucket(settings).sizes("production")[manifest.archive]
    assert database_names(admin) == [DATABASE]  # the scratch database was dropped


def test_writes_during_the_dump_are_not_in_the_backup(
    settings: BackupSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def delete_rows(message: str) -> None:  # logged just before the dump
        with Session(DATABASE) as session:
            session.query("DELETE FROM plays_play WHERE id > 100")

    assert take_backup(settings, "daily", at=AT, log=delete_rows).plays == ROWS


def test_ten_newest_of_fourteen_daily_backups_are_kept(settings: BackupSettings) -> None:
    first = take_backup(settings, "daily", at=AT)
    for day in range(1, 12):
        copy_backup(settings, first, AT + timedelta(days=day))
    for day in (12, 13):
        take_backup(settings, "daily", at=AT + timedelta(days=day))
    assert list(verified_labels(settings)) == [
        f"production-{AT + timedelta(days=d):%Y%m%d}T031700Z-daily" for d in range(13, 3, -1)
    ]


class Fault(NamedTuple):
    """How to provoke a failure, and the error that it must cause."""

    error: type[SidecarError]
    message: str
    provoke: Callable[[Path, pytest.MonkeyPatch], None]


def _fake_program(name: str, script: str) -> Callable[[Path, pytest.MonkeyPatch], None]:
    """Put a script of this name first in the PATH."""

    def provoke(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")

    return provoke


def _corrupted_in_the_bucket(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Bucket, "read_digest", lambda bucket, key: ArchiveDigest(1, "ab"))


def _disk_full(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(100, 99, 1))


FAULTS = {
    "pg_dump dies half-way": Fault(
        ProgramFailed,
        "server closed",
        _fake_program("pg_dump", "head -c 9000000 /dev/zero; echo server closed >&2; exit 1"),
    ),
    "pg_dump writes nothing": Fault(VerificationFailed, "too short", _fake_program("pg_dump", "exit 0")),
    "the archive does not restore": Fault(
        VerificationFailed, "pg_restore failed", _fake_program("pg_restore", "head -c 99 >/dev/null; exit 1")
    ),
    "the archive restores to less": Fault(
        VerificationFailed, "plays_play: missing", _fake_program("pg_restore", "cat >/dev/null")
    ),
    "the bucket holds other bytes": Fault(
        VerificationFailed, "differs from what was uploaded", _corrupted_in_the_bucket
    ),
    "the disk is full": Fault(DatabaseError, "make room", _disk_full),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_failure_leaves_nothing(
    settings: BackupSettings,
    s3_port: int,
    admin: Session,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: Fault,
) -> None:
    fault.provoke(tmp_path, monkeypatch)
    with pytest.raises(fault.error, match=fault.message):
        take_backup(settings, "daily", at=AT, last_attempt=False)
    assert_nothing_left(settings, s3_port, admin)


@pytest.mark.parametrize("name", ["the archive does not restore", "the disk is full"])
def test_last_attempt_stores_an_unverified_backup_until_the_next_verified_one(
    settings: BackupSettings, admin: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    with monkeypatch.context() as broken:
        FAULTS[name].provoke(tmp_path, broken)
        with pytest.raises(VerificationFailed, match=FAULTS[name].message):
            take_backup(settings, "daily", at=AT)
    assert verified_labels(settings) == {NAME: "no"}
    assert database_names(admin) == [DATABASE]
    take_backup(settings, "daily", at=AT + timedelta(days=1))
    assert list(verified_labels(settings).values()) == ["yes"]  # the unverified one was deleted


def test_missing_program_leaves_nothing(
    settings: BackupSettings, s3_port: int, admin: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verification, "pg_restore_command", lambda *_: ["/nowhere/pg_restore"])
    with pytest.raises(ProgramFailed, match="cannot be started"):
        take_backup(settings, "daily", at=AT)
    assert_nothing_left(settings, s3_port, admin)


def test_broken_connection_during_upload_leaves_no_backup(
    settings: BackupSettings, s3_port: int, admin: Session, tmp_path: Path
) -> None:
    with Session(DATABASE) as session:  # three megabytes that do not compress
        noise = (
            "SELECT decode(string_agg(md5(random()::text), ''), 'hex') FROM generate_series(1, 2000) AS j WHERE j > -i"
        )
        session.query(f"INSERT INTO plays_play SELECT i, ({noise}), now() FROM generate_series(1000, 1099) AS i")
    with (
        unreliable_proxy(s3_port, max_bytes=1_000_000) as proxy_port,
        pytest.raises(BucketError, match="does not answer"),
    ):
        take_backup(settings_for(tmp_path, proxy_port), "daily", at=AT)
    assert (fake_s3.object_keys(s3_port), verified_labels(settings)) == ([], {})
    assert database_names(admin) == [DATABASE]


def test_second_job_at_the_same_time_does_nothing(settings: BackupSettings, s3_port: int) -> None:
    with job_lock(), pytest.raises(Busy, match="at work"):
        take_backup(settings, "daily", at=AT)
    assert fake_s3.object_keys(s3_port) == []


def test_existing_backup_is_not_overwritten(settings: BackupSettings) -> None:
    first = take_backup(settings, "daily", at=AT)
    with pytest.raises(SidecarError, match="already"):
        take_backup(settings, "daily", at=AT)
    assert [backup.manifest for backup in list_backups(Bucket(settings), "production")] == [first]


def test_shrunk_backup_has_a_warning_and_nothing_is_deleted(settings: BackupSettings) -> None:
    first = take_backup(settings, "daily", at=AT)
    for day in range(1, 10):
        copy_backup(settings, first, AT + timedelta(days=day))
    with Session(DATABASE) as session:
        session.query("DELETE FROM plays_play WHERE id > 10")
    manifest = take_backup(settings, "daily", at=AT + timedelta(days=10))
    assert manifest.warnings[0].startswith(f"only 10 rows, {ROWS} in production-")
    assert len(verified_labels(settings)) == 11


def test_backup_of_an_emptied_database_never_becomes_the_latest(settings: BackupSettings) -> None:
    full = take_backup(settings, "daily", at=AT)
    with Session(DATABASE) as session:
        session.query("TRUNCATE plays_play")
    for day in (1, 2, 3):  # the second empty backup must not be compared with the first empty one
        manifest = take_backup(settings, "daily", at=AT + timedelta(days=day))
        assert manifest.warnings[-1] == f"only 0 plays, 500 in {full.name}"
        with pytest.raises(BackupNotFound, match=f"such as {full.name}, or accept it"):
            find_in_bucket(settings, "latest")
    accepted = take_backup(settings, "manual", at=AT + timedelta(days=4), accept_smaller=True)
    assert (accepted.warnings, str(find_in_bucket(settings, "latest").name)) == ([], accepted.name)
    assert f"accepted by the operator: only 0 rows, 500 in {full.name}" in accepted.how


def test_backup_succeeds_although_the_keys_may_not_delete(
    settings: BackupSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = take_backup(settings, "daily", at=AT)
    for day in range(1, 10):
        copy_backup(settings, first, AT + timedelta(days=day))
    messages: list[str] = []
    monkeypatch.setattr(Bucket, "delete", _forbidden)
    assert take_backup(settings, "daily", at=AT + timedelta(days=10), log=messages.append).verified
    assert messages[-1] == "old backups are kept, because they cannot be deleted: forbidden"
    assert len(verified_labels(settings)) == 11


def test_backups_in_a_locked_bucket(settings: BackupSettings, s3_port: int) -> None:
    """The bucket keeps what rotation deletes, as old versions."""
    fake_s3.create_locked_bucket(s3_port)
    locked = replace(settings, bucket=fake_s3.LOCKED_BUCKET)
    first = take_backup(locked, "daily", at=AT)
    for day in range(1, 10):
        copy_backup(locked, first, AT + timedelta(days=day))
    take_backup(locked, "daily", at=AT + timedelta(days=10))
    assert len(verified_labels(locked)) == 10
    versions = fake_s3.client(s3_port).list_object_versions(Bucket=fake_s3.LOCKED_BUCKET)["Versions"]
    assert len([one for one in versions if one["Key"].endswith(".json")]) == 11


def test_locked_backup_stays_and_the_next_one_is_tried(
    settings: BackupSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = take_backup(settings, "daily", at=AT)
    for day in range(1, 11):
        copy_backup(settings, first, AT + timedelta(days=day))
    messages: list[str] = []
    monkeypatch.setattr(Bucket, "delete", _locked)
    assert take_backup(settings, "daily", at=AT + timedelta(days=11), log=messages.append).verified
    assert [message.partition(" stays for now: ")[2] for message in messages[-2:]] == ["the lock keeps it."] * 2


def test_bucket_that_refuses_uploads_is_noticed_before_the_dump(
    settings: BackupSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(take_backup_module, "check_upload", _forbidden)
    messages: list[str] = []
    with pytest.raises(BucketError, match="forbidden"):
        take_backup(settings, "daily", at=AT, log=messages.append)
    assert messages == []


def _locked(bucket: Bucket, key: str) -> None:
    raise ObjectLocked("the lock keeps it.")


def _forbidden(bucket: Bucket, key: str) -> None:
    raise BucketError("forbidden")


def test_databases_of_killed_jobs_and_older_than_a_day_are_dropped(settings: BackupSettings) -> None:
    with Session(MAINTENANCE_DATABASE) as session:
        for name in ("verify_20261124t031600z", "restore_20261123t031600z", "before_20261123t031800z", "mine"):
            session.query(f"CREATE DATABASE {DATABASE}_{name}")
        take_backup(settings, "daily", at=AT)
        assert database_names(session) == [DATABASE, f"{DATABASE}_before_20261123t031800z", f"{DATABASE}_mine"]
