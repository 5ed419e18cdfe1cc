"""Ten verified backups of each rotated kind are kept; older ones are deleted, two per run at most."""

import pytest

from toponaut_backup.backup_names import Kind
from toponaut_backup.catalog import StoredBackup
from toponaut_backup.rotation import MAX_BACKUPS_PER_KIND, MAX_DELETED_PER_RUN, backups_to_delete
from toponaut_backup.tests.factories import days_of, shrunk_backup, stored_backup


def deleted_days(*backups: StoredBackup) -> list[int]:
    """The days of the backups that are deleted right after the first one was taken."""
    return days_of(backups_to_delete(backups, backups[0]))


def daily(newest: int, oldest: int = 0) -> list[StoredBackup]:
    """One backup for each day from `newest` to `oldest`."""
    return [stored_backup(day) for day in range(newest, oldest - 1, -1)]


def test_oldest_of_eleven_backups_is_deleted() -> None:
    assert deleted_days(*daily(10)) == [0]


@pytest.mark.parametrize("count", [1, MAX_BACKUPS_PER_KIND - 1, MAX_BACKUPS_PER_KIND])
def test_up_to_ten_are_kept(count: int) -> None:
    assert deleted_days(*daily(count - 1)) == []


def test_at_most_the_two_oldest_are_deleted_per_run() -> None:
    assert MAX_DELETED_PER_RUN == 2
    assert deleted_days(*daily(20)) == [0, 1]


def test_unverified_backup_is_deleted_after_a_newer_verified_one() -> None:
    assert deleted_days(*daily(10, 1), stored_backup(0, verified=False)) == [0]
    assert deleted_days(stored_backup(10), stored_backup(9, verified=False), *daily(8)) == [9]


def test_backup_without_archive_is_deleted() -> None:
    assert deleted_days(stored_backup(10), stored_backup(9, complete=False), *daily(8)) == [9]


@pytest.mark.parametrize("new", [stored_backup(10, verified=False), stored_backup(10, complete=False)])
def test_nothing_is_deleted_if_the_new_backup_is_unusable(new: StoredBackup) -> None:
    assert deleted_days(new, *daily(9, -5)) == []


def test_nothing_is_deleted_if_the_new_backup_shrank() -> None:
    assert deleted_days(shrunk_backup(10), *daily(9)) == []


def test_shrunk_backups_are_deleted_and_not_the_good_ones_before() -> None:
    """For days the database was empty. Then it was restored, and the next backup is as large as before."""
    shrunk = [shrunk_backup(day) for day in range(20, 10, -1)]
    assert deleted_days(stored_backup(21), *shrunk, *daily(8)) == [11, 12]


def test_shrunk_manual_backup_is_kept() -> None:
    assert deleted_days(stored_backup(2), shrunk_backup(1, "manual"), stored_backup(0)) == []


def test_backups_of_another_server_are_kept() -> None:
    others = [stored_backup(day, cluster="other") for day in range(-1, -12, -1)]
    assert deleted_days(*daily(9), *others) == []


@pytest.mark.parametrize(("kind", "deleted"), [("release", [-11]), ("manual", [])])
def test_release_backups_rotate_and_manual_ones_are_kept(kind: Kind, deleted: list[int]) -> None:
    assert deleted_days(stored_backup(1), *(stored_backup(day, kind) for day in range(-1, -12, -1))) == deleted


def test_new_backup_is_kept_after_the_clock_was_set_back() -> None:
    new, from_the_future = stored_backup(0), daily(20, 1)
    assert days_of(backups_to_delete([*from_the_future, new], new)) == [1, 2]
