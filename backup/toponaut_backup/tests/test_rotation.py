"""Ten verified daily backups stay, and nothing goes for any other reason than that there are newer ones."""

import pytest

from toponaut_backup.kept import Kept
from toponaut_backup.names import Kind
from toponaut_backup.rotation import AT_ONCE, KEPT, surplus
from toponaut_backup.tests.cast import days, kept


def going(*backups: Kept) -> list[int]:
    """The days of those that go when the first is new."""
    return days(surplus(backups, backups[0]))


def daily(newest: int, oldest: int = 0) -> list[Kept]:
    return [kept(day) for day in range(newest, oldest - 1, -1)]


def test_the_eleventh_goes() -> None:
    assert going(*daily(10)) == [0]


@pytest.mark.parametrize("count", [1, KEPT - 1, KEPT])
def test_while_there_are_ten_or_fewer_all_stay(count: int) -> None:
    assert going(*daily(count - 1)) == []


def test_two_at_most_go_at_once_the_oldest_first() -> None:
    assert AT_ONCE == 2
    assert going(*daily(20)) == [0, 1]


def test_one_that_was_not_verified_does_not_count_and_goes_when_a_newer_one_was() -> None:
    assert going(*daily(10, 1), kept(0, verified=False)) == [0]
    assert going(kept(10), kept(9, verified=False), *daily(8)) == [9]


def test_one_whose_archive_is_missing_does_not_count() -> None:
    assert going(kept(10), kept(9, whole=False), *daily(8)) == [9]


@pytest.mark.parametrize("new", [kept(10, verified=False), kept(10, whole=False)])
def test_nothing_goes_for_a_new_one_that_does_not_count(new: Kept) -> None:
    assert going(new, *daily(9, -5)) == []


def test_nothing_goes_for_a_new_one_that_holds_much_less() -> None:
    new = kept(10)
    new.manifest.warnings.append("only 1 plays")
    assert going(new, *daily(9)) == []


def test_another_stack_on_the_same_prefix_keeps_its_own() -> None:
    others = [kept(day, cluster="other") for day in range(-1, -12, -1)]
    assert going(*daily(9), *others) == []


@pytest.mark.parametrize(("kind", "gone"), [("release", [-11]), ("manual", [])])
def test_releases_rotate_among_themselves_and_what_was_made_by_hand_stays(kind: Kind, gone: list[int]) -> None:
    assert going(kept(1), *(kept(day, kind) for day in range(-1, -12, -1))) == gone


def test_a_clock_that_was_set_back_does_not_let_the_new_one_go() -> None:
    new, later = kept(0), daily(20, 1)
    assert days(surplus([*later, new], new)) == [1, 2]
