"""The status file: written, read, replaced if it is broken. Its state follows from the last runs."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from toponaut_backup.status import LastError, LastSuccess, last_run_end, parse_time, read_status, status_update
from toponaut_sidecar.errors import SidecarError

SUCCESS: LastSuccess = {
    "at": "2026-11-24T03:18:00+00:00",
    "name": "production-20261124T031700Z-daily",
    "size": 5,
    "rows": 6,
    "plays": 7,
    "seconds": 8.0,
    "warnings": [],
}
FAILURE: LastError = {"at": "2026-11-25T03:18:00+00:00", "message": "the bucket is gone", "tries": 4}
NEXT = "2026-11-26T03:17:00+00:00"
LATER = datetime(2026, 11, 26, tzinfo=UTC)


def written_state(
    folder: Path, success: LastSuccess | None, failure: LastError | None, next_run: str | None = NEXT
) -> str:
    """The state in the status file after these results were written."""
    with status_update(folder) as status:
        status["last_success"], status["last_error"], status["next"] = success, failure, next_run
    state: str = json.loads((folder / "status.json").read_text())["state"]
    return state


def test_written_status_is_read_back_unchanged(tmp_path: Path) -> None:
    written_state(tmp_path, SUCCESS, FAILURE)
    assert read_status(tmp_path)["last_success"] == SUCCESS
    assert read_status(tmp_path)["last_error"] == FAILURE
    assert last_run_end(read_status(tmp_path), LATER) == parse_time(FAILURE["at"])


def test_state_is_that_of_the_later_run(tmp_path: Path) -> None:
    assert written_state(tmp_path, SUCCESS, FAILURE) == "failing"
    assert written_state(tmp_path, SUCCESS | {"at": NEXT}, FAILURE) == "good"
    assert written_state(tmp_path, SUCCESS, None) == "good"
    assert written_state(tmp_path, None, FAILURE) == "failing"


def test_state_before_the_first_run_and_without_a_bucket(tmp_path: Path) -> None:
    assert written_state(tmp_path, None, None) == "waiting"
    assert written_state(tmp_path, None, None, next_run=None) == "not configured"
    assert last_run_end(read_status(tmp_path), LATER) is None


def test_run_that_ended_in_the_future_is_not_the_last(tmp_path: Path) -> None:
    """The clock was a day ahead, and a run failed then."""
    written_state(tmp_path, SUCCESS, FAILURE)
    now = datetime(2026, 11, 24, 10, tzinfo=UTC)
    assert last_run_end(read_status(tmp_path), now) == parse_time(SUCCESS["at"])


@pytest.mark.parametrize("text", ["", "{", "[]"])
def test_broken_file_is_replaced(tmp_path: Path, text: str) -> None:
    (tmp_path / "status.json").write_text(text)
    assert read_status(tmp_path)["last_success"] is None
    assert written_state(tmp_path, SUCCESS, None) == "good"


def test_unwritable_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SidecarError, match="status file"), status_update(tmp_path / "nowhere"):
        pass
