"""Monthly CSV files: rows sorted and replaced by timestamp, files written atomically, old files deleted."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from toponaut_monitor import monthly_csv
from toponaut_sidecar.errors import SidecarError

AT = datetime(2026, 11, 30, 23, tzinfo=UTC)
HOUR = timedelta(hours=1)
HEADERS = ("hour", "name", "count")


def write_rows(folder: Path, at: datetime, *rows: tuple[object, ...]) -> Path:
    file = monthly_csv.csv_path(folder, "tops", at)
    monthly_csv.replace_rows(file, HEADERS, at, rows)
    return file


def test_rows_are_sorted_by_timestamp(tmp_path: Path) -> None:
    write_rows(tmp_path, AT, ("b", 2), ("a", 1))
    file = write_rows(tmp_path, AT - HOUR, ("c", 3))
    assert file.name == "tops-2026-11.csv"
    assert [(row["hour"][11:13], row["name"]) for row in monthly_csv.read_rows(file)] == [
        ("22", "c"),
        ("23", "b"),
        ("23", "a"),
    ]


def test_rows_of_the_same_timestamp_are_replaced(tmp_path: Path) -> None:
    write_rows(tmp_path, AT, ("a", 1), ("b", 2))
    assert monthly_csv.read_rows(write_rows(tmp_path, AT, ("a", 5))) == [
        {"hour": "2026-11-30T23:00:00Z", "name": "a", "count": "5"}
    ]


def test_cells_with_commas_and_quotes_are_read_back_unchanged(tmp_path: Path) -> None:
    file = write_rows(tmp_path, AT, ('a, "b"', 1))
    assert write_rows(tmp_path, AT - HOUR, ("c", 1)) == file
    assert [row["name"] for row in monthly_csv.read_rows(file)] == ["c", 'a, "b"']


def test_truncated_last_line_is_dropped(tmp_path: Path) -> None:
    file = write_rows(tmp_path, AT, ("a", 1))
    with file.open("a") as end:
        end.write("2026-11-30T23:")
    assert [row["hour"][11:] for row in monthly_csv.read_rows(write_rows(tmp_path, AT - HOUR, ("b", 1)))] == [
        "22:00:00Z",
        "23:00:00Z",
    ]


def test_failed_write_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write_rows(tmp_path, AT, ("a", 1))
    before = file.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SidecarError, match="No space left"):
        write_rows(tmp_path, AT, ("b", 1))
    assert file.read_bytes() == before


def test_rows_between_times_in_two_months(tmp_path: Path) -> None:
    for hours in (-30, -2, 0, 1, 2):
        write_rows(tmp_path, AT + hours * HOUR, ("a", hours))
    rows = monthly_csv.rows_between(tmp_path, "tops", AT - 2 * HOUR, AT + 2 * HOUR)
    assert [row["count"] for row in rows] == ["-2", "0", "1"]


def test_files_older_than_25_months_are_deleted(tmp_path: Path) -> None:
    for name in ("tops-2024-09.csv", "tops-2024-10.csv", "tops-2024-11.csv", "hours-2020-01.csv", "tops-old.csv"):
        (tmp_path / name).touch()
    monthly_csv.delete_old_files(tmp_path, "tops", AT)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["hours-2020-01.csv", "tops-2024-11.csv", "tops-old.csv"]
    monthly_csv.delete_old_files(tmp_path, "hours", datetime(2026, 1, 1, tzinfo=UTC))
    assert "hours-2020-01.csv" not in {file.name for file in tmp_path.iterdir()}
