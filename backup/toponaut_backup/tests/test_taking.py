"""A backup is whole, tried and listed, or it is not there."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from tests import s3
from toponaut_backup import trial
from toponaut_backup.bucket import Bucket, Stored
from toponaut_backup.databases import MAINTENANCE, locked
from toponaut_backup.errors import BackupError, BucketError, Busy, DatabaseError, NotVerified, ProcessFailed
from toponaut_backup.kept import kept_backups
from toponaut_backup.manifest import PLAYS, Manifest
from toponaut_backup.names import Name
from toponaut_backup.psql import Session
from toponaut_backup.settings import Settings
from toponaut_backup.taking import take
from toponaut_backup.tests.conftest import DATABASE, ROWS, databases, settings_for

pytestmark = [pytest.mark.s3, pytest.mark.postgresql]

AT = datetime(2026, 11, 24, 3, 17, tzinfo=UTC)
NAME = "production-20261124T031700Z-daily"


def listed(settings: Settings) -> dict[str, str]:
    return {str(one.name): one.state for one in kept_backups(Bucket(settings), settings.prefix)}


def copy(settings: Settings, manifest: Manifest, at: datetime) -> None:
    """The same backup, as of another day."""
    name, bucket = Name("production", at, "daily"), Bucket(settings)
    archive = name.archive(encrypted=False)
    bucket.write(archive, bucket.read(manifest.archive))
    bucket.write(name.manifest, replace(manifest, name=str(name), archive=archive).to_json())


def assert_nothing_is_left(settings: Settings, port: int, beside: Session) -> None:
    assert (s3.keys(port), s3.unfinished(port), listed(settings)) == ([], [], {})
    assert databases(beside) == [DATABASE]


def test_a_backup_is_stored_tried_and_listed(settings: Settings, port: int, beside: Session) -> None:
    manifest = take(settings, "daily", at=AT)
    assert listed(settings) == {NAME: "yes"}
    assert sorted(s3.keys(port)) == [f"production/{NAME}.dump", f"production/{NAME}.json"]
    assert (manifest.tables[PLAYS].rows, manifest.plays, manifest.verified) == (ROWS, ROWS, True)
    assert manifest.tables['public.An odd "name'].rows == 0
    assert manifest.size == Bucket(settings).sizes("production")[manifest.archive]
    assert databases(beside) == [DATABASE]  # the scratch database is gone


def test_what_is_written_meanwhile_does_not_matter(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def say(words: str) -> None:  # it is about to dump
        with Session(DATABASE) as session:
            session.ask("DELETE FROM plays_play WHERE id > 100")

    assert take(settings, "daily", at=AT, say=say).plays == ROWS


def test_of_fourteen_days_the_last_ten_stay(settings: Settings) -> None:
    first = take(settings, "daily", at=AT)
    for day in range(1, 12):
        copy(settings, first, AT + timedelta(days=day))
    for day in (12, 13):
        take(settings, "daily", at=AT + timedelta(days=day))
    assert list(listed(settings)) == [
        f"production-{AT + timedelta(days=d):%Y%m%d}T031700Z-daily" for d in range(13, 3, -1)
    ]


class Fault(NamedTuple):
    error: type[BackupError]
    says: str
    cause: Callable[[Path, pytest.MonkeyPatch], None]


def _program(name: str, script: str) -> Callable[[Path, pytest.MonkeyPatch], None]:
    """A program of this name that does something else."""

    def cause(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")

    return cause


def _comes_back_otherwise(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Bucket, "read_back", lambda bucket, key: Stored(1, "ab"))


def _no_room(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(100, 99, 1))


FAULTS = {
    "pg_dump dies half-way": Fault(
        ProcessFailed, "server closed", _program("pg_dump", "head -c 9000000 /dev/zero; echo server closed >&2; exit 1")
    ),
    "pg_dump says nothing at all": Fault(NotVerified, "too short", _program("pg_dump", "exit 0")),
    "the archive does not restore": Fault(
        NotVerified, "pg_restore failed", _program("pg_restore", "head -c 99 >/dev/null; exit 1")
    ),
    "the archive restores to less": Fault(NotVerified, "plays_play: missing", _program("pg_restore", "cat >/dev/null")),
    "other bytes come back": Fault(NotVerified, "other than it was sent", _comes_back_otherwise),
    "the disk is full": Fault(DatabaseError, "make room", _no_room),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_leaves_nothing(
    settings: Settings, port: int, beside: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    fault.cause(tmp_path, monkeypatch)
    with pytest.raises(fault.error, match=fault.says):
        take(settings, "daily", at=AT, last_try=False)
    assert_nothing_is_left(settings, port, beside)


@pytest.mark.parametrize("name", ["the archive does not restore", "the disk is full"])
def test_on_the_last_try_what_could_not_be_tried_is_stored_and_does_not_count(
    settings: Settings, beside: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    with monkeypatch.context() as broken:
        FAULTS[name].cause(tmp_path, broken)
        with pytest.raises(NotVerified, match=FAULTS[name].says):
            take(settings, "daily", at=AT)
    assert listed(settings) == {NAME: "no"}
    assert databases(beside) == [DATABASE]
    take(settings, "daily", at=AT + timedelta(days=1))
    assert list(listed(settings).values()) == ["yes"]  # the newer one that counts takes its place


def test_a_program_that_is_missing(
    settings: Settings, port: int, beside: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "restore_command", lambda *_: ["/nowhere/pg_restore"])
    with pytest.raises(ProcessFailed, match="cannot be started"):
        take(settings, "daily", at=AT)
    assert_nothing_is_left(settings, port, beside)


def test_a_wire_cut_in_mid_upload(settings: Settings, port: int, beside: Session, tmp_path: Path) -> None:
    with Session(DATABASE) as session:  # three megabytes that do not compress
        noise = (
            "SELECT decode(string_agg(md5(random()::text), ''), 'hex') FROM generate_series(1, 2000) AS j WHERE j > -i"
        )
        session.ask(f"INSERT INTO plays_play SELECT i, ({noise}), now() FROM generate_series(1000, 1099) AS i")
    with s3.wire(port, most=1_000_000) as cut, pytest.raises(BucketError, match="does not answer"):
        take(settings_for(tmp_path, cut), "daily", at=AT)
    assert (s3.keys(port), listed(settings)) == ([], {})
    assert databases(beside) == [DATABASE]


def test_of_two_at_once_the_second_does_nothing(settings: Settings, port: int) -> None:
    with locked(), pytest.raises(Busy, match="at work"):
        take(settings, "daily", at=AT)
    assert s3.keys(port) == []


def test_none_is_overwritten(settings: Settings) -> None:
    first = take(settings, "daily", at=AT)
    with pytest.raises(BackupError, match="already"):
        take(settings, "daily", at=AT)
    assert [one.manifest for one in kept_backups(Bucket(settings), "production")] == [first]


def test_much_less_than_before_is_said_and_lets_nothing_go(settings: Settings) -> None:
    first = take(settings, "daily", at=AT)
    for day in range(1, 10):
        copy(settings, first, AT + timedelta(days=day))
    with Session(DATABASE) as session:
        session.ask("DELETE FROM plays_play WHERE id > 10")
    manifest = take(settings, "daily", at=AT + timedelta(days=10))
    assert manifest.warnings[0].startswith(f"only 10 rows, {ROWS} in production-")
    assert len(listed(settings)) == 11


def test_keys_that_may_not_delete_are_no_failure(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    first = take(settings, "daily", at=AT)
    for day in range(1, 10):
        copy(settings, first, AT + timedelta(days=day))
    said: list[str] = []
    monkeypatch.setattr(Bucket, "delete", _refuse)
    assert take(settings, "daily", at=AT + timedelta(days=10), say=said.append).verified
    assert said[-1] == "old backups stay, because no deleting"
    assert len(listed(settings)) == 11


def _refuse(bucket: Bucket, key: str) -> None:
    raise BucketError("no deleting")


def test_what_killed_jobs_left_is_dropped_and_what_is_kept_for_a_day_stays_a_day(settings: Settings) -> None:
    with Session(MAINTENANCE) as session:
        for name in ("verify_20261124t031600z", "restore_20261123t031600z", "before_20261123t031800z", "mine"):
            session.ask(f"CREATE DATABASE {DATABASE}_{name}")
        take(settings, "daily", at=AT)
        assert databases(session) == [DATABASE, f"{DATABASE}_before_20261123t031800z", f"{DATABASE}_mine"]
