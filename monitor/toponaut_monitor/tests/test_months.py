"""CSV files by the month: rows in order, each moment once, whole whatever happens, and gone after two years."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from toponaut_monitor import months
from toponaut_monitor.errors import MonitorError

AT = datetime(2026, 11, 30, 23, tzinfo=UTC)
HOUR = timedelta(hours=1)
HEADS = ("hour", "name", "count")


def put(folder: Path, at: datetime, *rows: tuple[object, ...]) -> Path:
    file = months.path(folder, "tops", at)
    months.put(file, HEADS, at, rows)
    return file


def test_rows_stand_in_order_whenever_they_came(tmp_path: Path) -> None:
    put(tmp_path, AT, ("b", 2), ("a", 1))
    file = put(tmp_path, AT - HOUR, ("c", 3))
    assert file.name == "tops-2026-11.csv"
    assert [(row["hour"][11:13], row["name"]) for row in months.read(file)] == [("22", "c"), ("23", "b"), ("23", "a")]


def test_a_moment_is_put_in_place_of_itself(tmp_path: Path) -> None:
    put(tmp_path, AT, ("a", 1), ("b", 2))
    assert months.read(put(tmp_path, AT, ("a", 5))) == [{"hour": "2026-11-30T23:00:00Z", "name": "a", "count": "5"}]


def test_a_cell_may_hold_commas_and_quotes(tmp_path: Path) -> None:
    file = put(tmp_path, AT, ('a, "b"', 1))
    assert put(tmp_path, AT - HOUR, ("c", 1)) == file
    assert [row["name"] for row in months.read(file)] == ["c", 'a, "b"']


def test_an_end_that_was_never_finished_is_left_out(tmp_path: Path) -> None:
    file = put(tmp_path, AT, ("a", 1))
    with file.open("a") as end:
        end.write("2026-11-30T23:")
    assert [row["hour"][11:] for row in months.read(put(tmp_path, AT - HOUR, ("b", 1)))] == ["22:00:00Z", "23:00:00Z"]


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = put(tmp_path, AT, ("a", 1))
    before = file.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(MonitorError, match="No space left"):
        put(tmp_path, AT, ("b", 1))
    assert file.read_bytes() == before


def test_what_is_recent_may_lie_in_two_files(tmp_path: Path) -> None:
    for hours in (-30, -2, 0, 1, 2):
        put(tmp_path, AT + hours * HOUR, ("a", hours))
    found = months.recent(tmp_path, "tops", AT - 2 * HOUR, AT + 2 * HOUR)
    assert [row["count"] for row in found] == ["-2", "0", "1"]


def test_what_is_older_than_25_months_goes(tmp_path: Path) -> None:
    for name in ("tops-2024-09.csv", "tops-2024-10.csv", "tops-2024-11.csv", "hours-2020-01.csv", "tops-old.csv"):
        (tmp_path / name).touch()
    months.forget(tmp_path, "tops", AT)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["hours-2020-01.csv", "tops-2024-11.csv", "tops-old.csv"]
    months.forget(tmp_path, "hours", datetime(2026, 1, 1, tzinfo=UTC))
    assert "hours-2020-01.csv" not in {file.name for file in tmp_path.iterdir()}
