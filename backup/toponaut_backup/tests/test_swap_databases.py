"""A restored database becomes the live one by a swap, which can be undone for a day."""

from datetime import UTC, datetime, timedelta

import pytest

from toponaut_backup.errors import DatabaseError
from toponaut_backup.psql import Session
from toponaut_backup.restore_into_new_database import restore
from toponaut_backup.settings import BackupSettings
from toponaut_backup.swap_databases import discard, swap
from toponaut_backup.take_backup import take_backup
from toponaut_backup.tests.conftest import DATABASE, database_names, play_count
from toponaut_sidecar.errors import SidecarError

pytestmark = [pytest.mark.s3, pytest.mark.postgresql]

AT = datetime(2026, 11, 24, 3, 17, tzinfo=UTC)
LATER = AT + timedelta(hours=1)


def test_swap_keeps_the_replaced_database_and_can_be_undone(settings: BackupSettings, admin: Session) -> None:
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
        swap(settings, f"{DATABASE}_restore_20261124t041700z", at=AT)
    assert database_names(admin) == [DATABASE]
    assert play_count(DATABASE) == "500"
