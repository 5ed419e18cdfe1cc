"""The files stay whole, small and few, and a disk that is full is nobody's error."""

import errno
import json
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from reports import files
from reports.tests.cast import an_error, lines, send

DAY = "%Y-%m-%d"


def a_file(folder: Path, days_ago: int, size: int = 10, kind: str = "client-errors") -> Path:
    path = folder / f"{kind}-{datetime.now(UTC) - timedelta(days=days_ago):{DAY}}.jsonl"
    path.write_bytes(b"x" * (size - 1) + b"\n")
    return path


def test_many_writers_mix_no_lines(folder: Path) -> None:
    with ThreadPoolExecutor(16) as writers:
        assert all(writers.map(lambda n: files.append("impossible", {"what": str(n) * 500}), range(400)))
    assert {line["what"] for line in lines(folder, "impossible")} == {str(n) * 500 for n in range(400)}


def test_fourteen_days_are_kept(folder: Path) -> None:
    kept, old = a_file(folder, 13), a_file(folder, 14, kind="impossible")
    other = folder / "notes.txt"
    other.touch()
    assert files.append("impossible", {})
    assert (kept.exists(), old.exists(), other.exists()) == (True, False, True)


def test_the_oldest_goes_when_there_is_no_room(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 2500)
    old, older = a_file(folder, 1, 1000), a_file(folder, 2, 1000)
    assert files.append("impossible", {"what": "x" * 1000})
    assert (old.exists(), older.exists()) == (True, False)


def test_a_day_that_is_full_takes_no_more(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 2500)
    today = a_file(folder, 0, 2000)
    assert not files.append("client-errors", {"message": "x" * 1000})
    assert today.stat().st_size == 2000
    assert "have 0 MB already" in caplog.text


def test_a_folder_that_is_not_there_is_one_line_in_the_log(
    folder: Path, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.REPORTS_DIR = str(folder / "missing")
    assert send(an_error()).status_code == 204
    assert [record.getMessage() for record in caplog.records if "could not be written" in record.getMessage()]
    assert len(caplog.records) == 1


def test_so_is_a_full_disk(folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def full(descriptor: int, line: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", full)
    assert send(an_error()).status_code == 204
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "No space left" in caplog.text


def test_half_a_line_is_noticed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(os, "write", lambda _, line: len(line) // 2)
    assert not files.append("impossible", {})
    assert "half a line" in caplog.text


def test_a_value_that_json_does_not_know_cannot_come_in(folder: Path) -> None:
    with pytest.raises(TypeError):
        files.append("impossible", {"what": json})
