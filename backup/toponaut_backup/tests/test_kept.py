"""Which backup is meant."""

import pytest

from toponaut_backup.kept import Kept, NoBackup, choose
from toponaut_backup.tests.cast import kept


def test_the_latest_is_the_newest_that_counts() -> None:
    backups = [kept(3, verified=False), kept(2, whole=False), kept(1), kept(0)]
    assert choose(backups, "latest") == kept(1)


def test_one_by_its_name() -> None:
    assert choose([kept(1), kept(0)], "production-20261101T031700Z-daily") == kept(0)


def test_by_its_name_even_one_that_was_not_verified() -> None:
    assert choose([kept(0, verified=False)], str(kept(0).name)) == kept(0, verified=False)


@pytest.mark.parametrize("backups", [[], [kept(0, verified=False)]])
def test_none_that_counts(backups: list[Kept]) -> None:
    with pytest.raises(NoBackup, match="no verified backup"):
        choose(backups, "latest")


def test_the_latest_is_not_taken_on_trust_when_it_holds_much_less() -> None:
    empty = kept(1)
    empty.manifest.warnings.append("only 0 plays, 100 in production-20261101T031700Z-daily")
    with pytest.raises(NoBackup, match="choose one by its name"):
        choose([empty, kept(0)], "latest")
    assert choose([empty, kept(0)], str(empty.name)) == empty


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(NoBackup, match="make backups"):
        choose([kept(0)], "production-20200101T000000Z-daily")


def test_one_whose_archive_is_missing() -> None:
    with pytest.raises(NoBackup, match="missing"):
        choose([kept(0, whole=False)], str(kept(0).name))
