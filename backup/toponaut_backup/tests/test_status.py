"""The status file: always whole, and what it says of the state."""

import json
from pathlib import Path

import pytest

from toponaut_backup.errors import BackupError
from toponaut_backup.status import Failure, Success, changed_status, last_run, moment, read_status

SUCCESS: Success = {
    "at": "2026-11-24T03:18:00+00:00",
    "name": "production-20261124T031700Z-daily",
    "size": 5,
    "rows": 6,
    "plays": 7,
    "seconds": 8.0,
    "warnings": [],
}
FAILURE: Failure = {"at": "2026-11-25T03:18:00+00:00", "message": "the bucket is gone", "tries": 4}
NEXT = "2026-11-26T03:17:00+00:00"


def state(folder: Path, success: Success | None, failure: Failure | None, coming: str | None = NEXT) -> str:
    with changed_status(folder) as status:
        status["last_success"], status["last_error"], status["next"] = success, failure, coming
    written: str = json.loads((folder / "status.json").read_text())["state"]
    return written


def test_what_is_written_is_read(tmp_path: Path) -> None:
    state(tmp_path, SUCCESS, FAILURE)
    assert read_status(tmp_path)["last_success"] == SUCCESS
    assert read_status(tmp_path)["last_error"] == FAILURE
    assert last_run(read_status(tmp_path)) == moment(FAILURE["at"])


def test_the_later_end_decides_the_state(tmp_path: Path) -> None:
    assert state(tmp_path, SUCCESS, FAILURE) == "failing"
    assert state(tmp_path, SUCCESS | {"at": NEXT}, FAILURE) == "good"
    assert state(tmp_path, SUCCESS, None) == "good"
    assert state(tmp_path, None, FAILURE) == "failing"


def test_before_the_first_run_and_without_a_bucket(tmp_path: Path) -> None:
    assert state(tmp_path, None, None) == "waiting"
    assert state(tmp_path, None, None, coming=None) == "not configured"
    assert last_run(read_status(tmp_path)) is None


@pytest.mark.parametrize("text", ["", "{", "[]"])
def test_a_broken_file_is_begun_anew(tmp_path: Path, text: str) -> None:
    (tmp_path / "status.json").write_text(text)
    assert read_status(tmp_path)["last_success"] is None
    assert state(tmp_path, SUCCESS, None) == "good"


def test_a_file_that_cannot_be_written_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="status file"), changed_status(tmp_path / "nowhere"):
        pass
