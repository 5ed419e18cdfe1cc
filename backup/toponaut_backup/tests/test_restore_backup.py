"""Restores are verified before the swap; a swap can be undone for a day."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from toponaut_backup.bucket import Bucket
from toponaut_backup.catalog import BackupNotFound
from toponaut_backup.errors import DatabaseError, NotVerified
from toponaut_backup.psql import Session
from toponaut_backup.restore_backup import discard, restore, swap, verify
from toponaut_backup.settings import BackupSettings
from toponaut_backup.table_digests import describe_differences, table_digests
from toponaut_backup.take_backup import take_backup
from toponaut_backup.tests.conftest import DATABASE, database_names
from toponaut_sidecar.errors import SidecarError

pytestmark = [pytest.mark.s3, pytest.mark.postgresql]

AT = datetime(2026, 11, 24, 3, 17, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
RESTORED = f"{DATABASE}_restore_20261124t041700z"


def play_count(database: str) -> str:
    with Session(database) as session:
        return session.query("SELECT count(*) FROM plays_play")


def damage(settings: BackupSettings, key: str) -> None:
    """Flip a bit in the middle of the object."""
    content = bytearray(Bucket(settings).read(key))
    content[len(content) // 2] ^= 1
    Bucket(settings).write(key, bytes(content))


def test_restored_database_equals_the_dump(settings: BackupSettings) -> None:
    manifest = take_backup(settings, "daily", at=AT)
    assert restore(settings, "latest", at=LATER) == RESTORED
    with Session(RESTORED) as session:
        assert describe_differences(manifest.tables, table_digests(session)) == ""
        assert session.query("SELECT reltuples FROM pg_class WHERE relname = 'plays_play'") == "500"


def test_swap_keeps_the_old_database_and_can_be_undone(settings: BackupSettings, admin: Session) -> None:
    take_backup(settings, "daily", at=AT)
    with Session(DATABASE) as session:
        session.query("DELETE FROM plays_play")
    previous = swap(settings, restore(settings, "latest", at=LATER), at=LATER)
    assert database_names(admin) == [DATABASE, previous]
    assert (play_count(DATABASE), play_count(previous)) == ("500", "0")
    restored = swap(settings, previous, at=LATER + timedelta(seconds=9))
    assert (play_count(DATABASE), play_count(restored)) == ("0", "500")


def test_live_database_is_unchanged_until_the_swap(settings: BackupSettings, admin: Session) -> None:
    take_backup(settings, "daily", at=AT)
    with Session(DATABASE) as session:
        session.query("DELETE FROM plays_play")
    restored = restore(settings, "latest", at=LATER)
    assert play_count(DATABASE) == "0"
    discard(settings, restored)
    assert database_names(admin) == [DATABASE]


def test_damaged_archive_is_refused(settings: BackupSettings, admin: Session) -> None:
    manifest = take_backup(settings, "daily", at=AT)
    damage(settings, manifest.archive)
    with pytest.raises(NotVerified, match="damaged"):
        restore(settings, "latest", at=LATER)
    with pytest.raises(NotVerified, match="damaged"):
        verify(settings, "latest", at=LATER)
    assert database_names(admin) == [DATABASE]


def test_differing_digest_is_refused(settings: BackupSettings, admin: Session) -> None:
    manifest = take_backup(settings, "daily", at=AT)
    tables = {name: replace(table, digest="0") for name, table in manifest.tables.items()}
    Bucket(settings).write(f"production/{manifest.name}.json", replace(manifest, tables=tables).to_json())
    with pytest.raises(NotVerified, match="other contents in the same number of rows"):
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
    assert "20261125T031700Z-daily.json is no manifest" in capsys.readouterr().err


def test_stored_backup_is_verified_again(settings: BackupSettings, admin: Session) -> None:
    manifest = take_backup(settings, "daily", at=AT)
    assert verify(settings, manifest.name, at=LATER) == manifest
    assert database_names(admin) == [DATABASE]


def test_encrypted_backup_needs_its_private_key(settings: BackupSettings) -> None:
    manifest = replace(take_backup(settings, "daily", at=AT), encrypted_to="age1x")
    Bucket(settings).write(f"production/{manifest.name}.json", manifest.to_json())
    with pytest.raises(BackupNotFound, match="IDENTITY=<file> make restore BACKUP=production-20261124T031700Z-daily"):
        restore(settings, "latest", at=LATER)


@pytest.mark.parametrize("name", [DATABASE, "postgres", f"{DATABASE}_verify_20261124t031700z", f"{DATABASE}_restore_x"])
def test_other_databases_are_neither_swapped_nor_discarded(settings: BackupSettings, name: str) -> None:
    for action in (lambda: swap(settings, name, at=AT), lambda: discard(settings, name)):
        with pytest.raises(SidecarError, match="may not be used for this"):
            action()


def test_previous_live_database_is_not_discarded(settings: BackupSettings) -> None:
    with pytest.raises(SidecarError, match=f"expected {DATABASE}_restore_…"):
        discard(settings, f"{DATABASE}_before_20261124t031700z")


def test_swap_of_a_missing_database_changes_nothing(settings: BackupSettings, admin: Session) -> None:
    with pytest.raises(DatabaseError, match=r"nothing has changed: .*does not exist"):
        swap(settings, RESTORED, at=AT)
    assert database_names(admin) == [DATABASE]
    assert play_count(DATABASE) == "500"
