"""The status file, for the monitor and the dashboard: what came of the last run, and when the next one is."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypedDict

from toponaut_backup.errors import BackupError

FILE = "status.json"


class Success(TypedDict):
    at: str
    name: str
    size: int
    rows: int
    plays: int
    seconds: float
    warnings: list[str]


class Failure(TypedDict):
    at: str
    message: str
    tries: int


class Status(TypedDict):
    """`state`: not configured, waiting for the first, good, or failing."""

    state: str
    schedule: str
    next: str | None
    last_success: Success | None
    last_error: Failure | None


def read_status(folder: Path) -> Status:
    """What the file says; a fresh one where there is none, or a broken one."""
    fresh: Status = {
        "state": "waiting", "schedule": "", "next": None, "last_success": None, "last_error": None,
    }  # fmt: skip
    try:
        found: Any = json.loads((folder / FILE).read_bytes())
        return fresh | found if isinstance(found, dict) else fresh  # type: ignore[return-value]
    except (OSError, ValueError):
        return fresh


@contextmanager
def changed_status(folder: Path) -> Iterator[Status]:
    """The status, to be changed in a block: one process at a time, and whole for whoever reads. Raises BackupError."""
    try:
        with (folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            status = read_status(folder)
            yield status
            status["state"] = _state(status)
            unfinished = folder / f".{FILE}"
            unfinished.write_text(json.dumps(status, indent=1))
            os.replace(unfinished, folder / FILE)  # noqa: PTH105 - says what it does
    except OSError as problem:
        raise BackupError(f"the status file in {folder} cannot be written: {problem}") from problem


def moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def last_run(status: Status) -> datetime | None:
    """When a run last ended, good or bad."""
    ends = [moment(end["at"]) for end in (status["last_success"], status["last_error"]) if end]
    return max((end for end in ends if end), default=None)


def _state(status: Status) -> str:
    success, failure = status["last_success"], status["last_error"]
    if not status["next"]:
        return "not configured"
    if failure and (not success or moment(failure["at"]) > moment(success["at"])):  # type: ignore[operator]
        return "failing"
    return "good" if success else "waiting"
