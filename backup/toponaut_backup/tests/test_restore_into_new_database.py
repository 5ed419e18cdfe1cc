"""A backup is restored into a new database, and refused if the archive or the restored data is not what was dumped."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from toponaut_backup import databases, restore_into_new_database
from toponaut_backup.bucket import Bucket
from toponaut_backup.catalog import BackupNotFound
from toponaut_backup.disk_space import DiskFull
from toponaut_backup.errors import DatabaseError, ProgramFailed, VerificationFailed
from toponaut_backup.psql import Session
from toponaut_backup.restore_into_new_database import restore
from toponaut_backup.settings import BackupSettings
from toponaut_backup.table_digests import describe_differences, table_digests
from toponaut_backup.take_backup import take_backup
from toponaut_backup.tests.conftest import DATABASE, database_names, flip_bit, play_count

pytestmark = [pytest.mark.s3, pytest.mark.postgresql]

AT = datetime(2026, 11, 24, 3, 17, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
RESTORED = f"{DATABASE}_restore_20261124t041700z"


def test_restored_database_equals_the_dump(settings: BackupSettings) -> None:
    manifest = take_backup(settings, "daily", at=AT)
    assert restore(settings, "latest", at=LATER) == RESTORED
    with Session(RESTORED) as session:
        assert describe_differences(manifest.tables, table_digests(session)) == ""
        assert session.query("SELECT reltuples FROM pg_class WHERE relname = 'plays_play'") == "500"


def test_damaged_archive_is_refused(settings: BackupSettings, admin: Session) -> None:
    manifest = take_backup(settings, "daily", at=AT)
    flip_bit(settings, manifest.archive)
    with pytest.raises(VerificationFailed, match="damaged"):
        restore(settings, "latest", at=LATER)
    assert database_names(admin) == [DATABASE]


def test_differing_digest_is_refused(settings: BackupSettings, admin: Session) -> None:
    manifest = take_backup(settings, "daily", at=AT)
    tables = {name: replace(table, digest="0") for name, table in manifest.tables.items()}
    Bucket(settings).write(f"production/{manifest.name}.json", replace(manifest, tables=tables).to_json())
    with pytest.raises(VerificationFailed, match="other contents in the same number of rows"):
        restore(settings, "latest", at=LATER)
    assert database_names(admin) == [DATABASE]


def test_truncated_archive_is_not_usable(settings: BackupSettings) -> None:
    manifest = take_backup(settings, "daily", at=AT)
    Bucket(settings).write(manifest.archive, Bucket(settings).read(manifest.archive)[:-9])
    with pytest.raises(BackupNotFound, match="no verified backup"):
        restore(settings, "latest", at=LATER)


def test_invalid_manifest_of_another_backup_is_skipped(
    settings: BackupSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    take_backup(settings, "daily", at=AT)
    Bucket(settings).write("production/production-20261125T031700Z-daily.json", b"{")
    assert restore(settings, "latest", at=LATER) == RESTORED
    assert "20261125T031700Z-daily.json is not the manifest" in capsys.readouterr().err


def test_disk_that_fills_during_a_restore_stops_it_and_leaves_the_live_database(
    settings: BackupSettings, admin: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_backup(settings, "daily", at=AT)
    free = iter([10**10])  # then there is less than the reserve
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=next(free, 10**6)))
    with pytest.raises(DiskFull, match="only 1 MB left, so this was stopped before it was full: make room"):
        restore(settings, "latest", at=LATER)
    assert (database_names(admin), play_count(DATABASE)) == ([DATABASE], "500")


def test_restored_part_is_dropped_when_the_server_is_back(
    settings: BackupSettings, admin: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk PostgreSQL cannot write its WAL, so it went through crash recovery for a second."""
    take_backup(settings, "daily", at=AT)
    drop, refusals = databases.drop, iter([DatabaseError("the database system is in recovery mode")] * 2)

    def drop_after_recovery(database: str) -> None:
        if database == RESTORED and (error := next(refusals, None)):
            raise error
        drop(database)

    monkeypatch.setattr(databases, "drop", drop_after_recovery)
    monkeypatch.setattr(restore_into_new_database, "restore_archive", _disk_full)
    with pytest.raises(DiskFull):
        restore(settings, "latest", at=LATER)
    assert (next(refusals, None), database_names(admin)) == (None, [DATABASE])


def _disk_full(*_: object) -> None:
    raise DiskFull("the disk is full")


@pytest.mark.parametrize("message", ["could not extend file: No space left on device", "invalid page"])
def test_full_disk_is_distinguished_from_other_failures_of_pg_restore(
    settings: BackupSettings, admin: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, message: str
) -> None:
    take_backup(settings, "daily", at=AT)
    (tmp_path / "pg_restore").write_text(f"#!/bin/sh\necho '{message}' >&2; exit 1\n")
    (tmp_path / "pg_restore").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    expected = DiskFull if "No space" in message else ProgramFailed
    with pytest.raises(expected, match=message):
        restore(settings, "latest", at=LATER)
    assert database_names(admin) == [DATABASE]


def test_file_that_is_no_private_key_is_refused(settings: BackupSettings, admin: Session) -> None:
    """The identity is larger than a pipe's buffer: a blocking write of it would never return."""
    manifest = replace(take_backup(settings, "daily", at=AT), encrypted_to="age1x")
    Bucket(settings).write(f"production/{manifest.name}.json", manifest.to_json())
    with pytest.raises(ProgramFailed, match="IDENTITY is no private key"):
        restore(settings, "latest", at=LATER, identity=b"x" * 100_000)
    assert database_names(admin) == [DATABASE]


def test_encrypted_backup_needs_its_private_key(settings: BackupSettings) -> None:
    manifest = replace(take_backup(settings, "daily", at=AT), encrypted_to="age1x")
    Bucket(settings).write(f"production/{manifest.name}.json", manifest.to_json())
    with pytest.raises(BackupNotFound, match="IDENTITY=<file> make restore BACKUP=production-20261124T031700Z-daily"):
        restore(settings, "latest", at=LATER)
