"""The status file, which the monitor and the dashboard read: how the last runs ended, and when the next one is due."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypedDict

from toponaut_sidecar.errors import SidecarError

STATUS_FILE = "status.json"


class LastSuccess(TypedDict):
    """The newest backup. `size`: bytes of its archive; `seconds`: how long it took."""

    at: str
    name: str
    size: int
    rows: int
    plays: int
    seconds: float
    warnings: list[str]


class LastError(TypedDict):
    """The newest failure of a run. `tries`: how many attempts the run made."""

    at: str
    message: str
    tries: int


class BackupStatus(TypedDict):
    """`state`: "not configured", "waiting" for the first backup, "good", or "failing"."""

    state: str
    schedule: str
    next: str | None
    last_success: LastSuccess | None
    last_error: LastError | None


def read_status(folder: Path) -> BackupStatus:
    """The file's content; an empty status if the file is missing or broken."""
    empty: BackupStatus = {
        "state": "waiting", "schedule": "", "next": None, "last_success": None, "last_error": None,
    }  # fmt: skip
    try:
        content: Any = json.loads((folder / STATUS_FILE).read_bytes())
        return empty | content if isinstance(content, dict) else empty  # type: ignore[return-value]
    except (OSError, ValueError):
        return empty


@contextmanager
def status_update(folder: Path) -> Iterator[BackupStatus]:
    """Yields the status, which the block changes; then the file is written. Raises SidecarError.

    During the block a lock keeps other processes from writing. Readers see the whole old file or the whole new one.
    """
    try:
        with (folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            status = read_status(folder)
            yield status
            status["state"] = _overall_state(status)
            unfinished = folder / f".{STATUS_FILE}"
            unfinished.write_text(json.dumps(status, indent=1))
            os.replace(unfinished, folder / STATUS_FILE)  # noqa: PTH105 - Path.replace looks like str.replace
    except OSError as error:
        raise SidecarError(f"the status file in {folder} cannot be written: {error}") from error


def status_summary(folder: Path) -> str:
    """The status in two lines, printed below the list of backups."""
    status = read_status(folder)
    success, failure = status["last_success"], status["last_error"]
    lines = [f"state: {status['state']}; next: {status['next'] or 'never'}"]
    if failure and status["state"] == "failing":
        lines.append(f"last error, {failure['at']}: {failure['message']}")
    elif success:
        lines.append(f"last success, {success['at']}: {success['name']}")
    return "\n".join(lines)


def parse_time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def last_run_end(status: BackupStatus, now: datetime) -> datetime | None:
    """When the last run ended, successful or not; None before the first run.

    A run that ended in the future is left out: the clock has been set back since.
    """
    ends = [parse_time(entry["at"]) for entry in (status["last_success"], status["last_error"]) if entry]
    return max((end for end in ends if end and end <= now), default=None)


def _overall_state(status: BackupStatus) -> str:
    success, failure = status["last_success"], status["last_error"]
    if not status["next"]:
        return "not configured"
    if failure and (not success or parse_time(failure["at"]) > parse_time(success["at"])):  # type: ignore[operator]
        return "failing"
    return "good" if success else "waiting"
