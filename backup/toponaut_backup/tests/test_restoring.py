"""A restore is checked before anybody sees it; the change of names is the last thing, and can be undone for a day."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from toponaut_backup.bucket import Bucket
from toponaut_backup.contents import contents, difference
from toponaut_backup.errors import BackupError, DatabaseError, NotVerified
from toponaut_backup.kept import NoBackup
from toponaut_backup.psql import Session
from toponaut_backup.restoring import discard, restore, swap, verify
from toponaut_backup.settings import Settings
from toponaut_backup.taking import take
from toponaut_backup.tests.conftest import DATABASE, databases

pytestmark = [pytest.mark.s3, pytest.mark.postgresql]

AT = datetime(2026, 11, 24, 3, 17, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
FRESH = f"{DATABASE}_restore_20261124t041700z"


def held(database: str) -> str:
    with Session(database) as session:
        return session.ask("SELECT count(*) FROM plays_play")


def damage(settings: Settings, key: str) -> None:
    """One bit in the middle of the archive."""
    content = bytearray(Bucket(settings).read(key))
    content[len(content) // 2] ^= 1
    Bucket(settings).write(key, bytes(content))


def test_a_restored_database_is_what_was_dumped(settings: Settings) -> None:
    manifest = take(settings, "daily", at=AT)
    assert restore(settings, "latest", at=LATER) == FRESH
    with Session(FRESH) as session:
        assert difference(manifest.tables, contents(session)) == ""
        assert session.ask("SELECT reltuples FROM pg_class WHERE relname = 'plays_play'") == "500"


def test_it_takes_over_and_the_old_one_is_kept(settings: Settings, beside: Session) -> None:
    take(settings, "daily", at=AT)
    with Session(DATABASE) as session:
        session.ask("DELETE FROM plays_play")
    kept = swap(settings, restore(settings, "latest", at=LATER), at=LATER)
    assert databases(beside) == [DATABASE, kept]
    assert (held(DATABASE), held(kept)) == ("500", "0")
    again = swap(settings, kept, at=LATER + timedelta(seconds=9))
    assert (held(DATABASE), held(again)) == ("0", "500")


def test_until_then_the_live_one_is_as_it_was(settings: Settings, beside: Session) -> None:
    take(settings, "daily", at=AT)
    with Session(DATABASE) as session:
        session.ask("DELETE FROM plays_play")
    fresh = restore(settings, "latest", at=LATER)
    assert held(DATABASE) == "0"
    discard(settings, fresh)
    assert databases(beside) == [DATABASE]


def test_a_damaged_archive_is_not_restored(settings: Settings, beside: Session) -> None:
    manifest = take(settings, "daily", at=AT)
    damage(settings, manifest.archive)
    with pytest.raises(NotVerified, match="damaged"):
        restore(settings, "latest", at=LATER)
    with pytest.raises(NotVerified, match="damaged"):
        verify(settings, "latest", at=LATER)
    assert databases(beside) == [DATABASE]


def test_a_manifest_that_tells_of_other_rows_is_not_believed(settings: Settings, beside: Session) -> None:
    manifest = take(settings, "daily", at=AT)
    tables = {name: replace(table, digest="0") for name, table in manifest.tables.items()}
    Bucket(settings).write(f"production/{manifest.name}.json", replace(manifest, tables=tables).to_json())
    with pytest.raises(NotVerified, match="other contents in the same number of rows"):
        restore(settings, "latest", at=LATER)
    assert databases(beside) == [DATABASE]


def test_a_cut_archive_does_not_count(settings: Settings) -> None:
    manifest = take(settings, "daily", at=AT)
    Bucket(settings).write(manifest.archive, Bucket(settings).read(manifest.archive)[:-9])
    with pytest.raises(NoBackup, match="no verified backup"):
        restore(settings, "latest", at=LATER)


def test_a_broken_manifest_keeps_nobody_from_another(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    take(settings, "daily", at=AT)
    Bucket(settings).write("production/production-20261125T031700Z-daily.json", b"{")
    assert restore(settings, "latest", at=LATER) == FRESH
    assert "20261125T031700Z-daily.json is no manifest" in capsys.readouterr().err


def test_verifying_again(settings: Settings, beside: Session) -> None:
    manifest = take(settings, "daily", at=AT)
    assert verify(settings, manifest.name, at=LATER) == manifest
    assert databases(beside) == [DATABASE]


def test_an_encrypted_one_asks_for_its_key(settings: Settings) -> None:
    manifest = replace(take(settings, "daily", at=AT), encrypted_to="age1x")
    Bucket(settings).write(f"production/{manifest.name}.json", manifest.to_json())
    with pytest.raises(NoBackup, match="IDENTITY=<file> make restore BACKUP=production-20261124T031700Z-daily"):
        restore(settings, "latest", at=LATER)


@pytest.mark.parametrize("name", [DATABASE, "postgres", f"{DATABASE}_verify_20261124t031700z", f"{DATABASE}_restore_x"])
def test_only_what_a_restore_made_is_swapped_or_discarded(settings: Settings, name: str) -> None:
    for does in (lambda: swap(settings, name, at=AT), lambda: discard(settings, name)):
        with pytest.raises(BackupError, match="none that this may be done with"):
            does()


def test_what_was_live_is_not_discarded_by_hand(settings: Settings) -> None:
    with pytest.raises(BackupError, match=f"expected {DATABASE}_restore_…"):
        discard(settings, f"{DATABASE}_before_20261124t031700z")


def test_one_that_is_not_there_changes_nothing(settings: Settings, beside: Session) -> None:
    with pytest.raises(DatabaseError, match=r"nothing has changed: .*does not exist"):
        swap(settings, FRESH, at=AT)
    assert databases(beside) == [DATABASE]
    assert held(DATABASE) == "500"
