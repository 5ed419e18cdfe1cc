"""Report files stay intact and bounded, and a full disk causes no error for the player."""

import errno
import json
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from reports import report_files
from reports.report_files import append_report
from reports.tests.client import error_report, send_report, written_lines

DAY = "%Y-%m-%d"


def write_file(folder: Path, days_ago: int, size: int = 10, kind: str = "client-errors") -> Path:
    path = folder / f"{kind}-{datetime.now(UTC) - timedelta(days=days_ago):{DAY}}.jsonl"
    path.write_bytes(b"x" * (size - 1) + b"\n")
    return path


def test_lines_of_concurrent_writers_do_not_mix(folder: Path) -> None:
    with ThreadPoolExecutor(16) as writers:
        assert all(writers.map(lambda n: append_report("impossible", {"what": str(n) * 500}), range(400)))
    assert {line["what"] for line in written_lines(folder, "impossible")} == {str(n) * 500 for n in range(400)}


def test_files_are_kept_for_fourteen_days(folder: Path) -> None:
    recent, expired = write_file(folder, 13), write_file(folder, 14, kind="impossible")
    unrelated = folder / "notes.txt"
    unrelated.touch()
    assert append_report("impossible", {})
    assert (recent.exists(), expired.exists(), unrelated.exists()) == (True, False, True)


def test_the_oldest_file_is_deleted_when_space_runs_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_files, "MAX_TOTAL_BYTES", 2500)
    newer, oldest = write_file(folder, 1, 1000), write_file(folder, 2, 1000)
    assert append_report("impossible", {"what": "x" * 1000})
    assert (newer.exists(), oldest.exists()) == (True, False)


def test_a_full_file_of_today_takes_no_more_reports(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(report_files, "MAX_TOTAL_BYTES", 2500)
    today = write_file(folder, 0, 2000)
    assert not append_report("client-errors", {"message": "x" * 1000})
    assert today.stat().st_size == 2000
    assert "have 0 MB already" in caplog.text


def test_a_missing_folder_is_one_line_in_the_log(
    folder: Path, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.REPORTS_DIR = str(folder / "missing")
    assert send_report(error_report()).status_code == 204
    assert [record.getMessage() for record in caplog.records if "could not be written" in record.getMessage()]
    assert len(caplog.records) == 1


def test_a_full_disk_is_one_line_in_the_log(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail_with_full_disk(descriptor: int, line: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", fail_with_full_disk)
    assert send_report(error_report()).status_code == 204
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "No space left" in caplog.text


def test_a_partial_write_is_an_error(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(os, "write", lambda _, line: len(line) // 2)
    assert not append_report("impossible", {})
    assert "half a line" in caplog.text


def test_a_value_that_json_cannot_represent_raises(folder: Path) -> None:
    with pytest.raises(TypeError):
        append_report("impossible", {"what": json})
