"""Finding a backup by its name, and finding the latest usable one."""

import pytest

from toponaut_backup.catalog import BackupNotFound, StoredBackup, find_backup
from toponaut_backup.tests.factories import shrunk_backup, stored_backup


def test_latest_is_the_newest_usable_backup() -> None:
    backups = [stored_backup(3, verified=False), stored_backup(2, complete=False), stored_backup(1), stored_backup(0)]
    assert find_backup(backups, "latest") == stored_backup(1)


def test_backup_is_found_by_name() -> None:
    assert find_backup([stored_backup(1), stored_backup(0)], "production-20261101T031700Z-daily") == stored_backup(0)


def test_unverified_backup_is_found_by_name() -> None:
    assert find_backup([stored_backup(0, verified=False)], str(stored_backup(0).name)) == stored_backup(
        0, verified=False
    )


@pytest.mark.parametrize("backups", [[], [stored_backup(0, verified=False)]])
def test_latest_without_a_usable_backup_is_an_error(backups: list[StoredBackup]) -> None:
    with pytest.raises(BackupNotFound, match="no verified backup"):
        find_backup(backups, "latest")


def test_latest_backup_that_shrank_must_be_chosen_by_name() -> None:
    shrunk = shrunk_backup(1)
    with pytest.raises(BackupNotFound, match="choose one by its name"):
        find_backup([shrunk, stored_backup(0)], "latest")
    assert find_backup([shrunk, stored_backup(0)], str(shrunk.name)) == shrunk


def test_refusal_names_the_newest_good_backup() -> None:
    shrunk = [shrunk_backup(3), shrunk_backup(2)]
    with pytest.raises(BackupNotFound, match=f"such as {stored_backup(1).name}, or accept it: ACCEPT_SMALLER=1"):
        find_backup([*shrunk, stored_backup(1), stored_backup(0)], "latest")


def test_unknown_name_is_an_error() -> None:
    with pytest.raises(BackupNotFound, match="make backups"):
        find_backup([stored_backup(0)], "production-20200101T000000Z-daily")


def test_backup_without_archive_is_refused() -> None:
    with pytest.raises(BackupNotFound, match="missing"):
        find_backup([stored_backup(0, complete=False)], str(stored_backup(0).name))
