"""Files that others read at any time: each is whole at every moment, and one job of a kind writes at once."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from toponaut_monitor.errors import Busy, MonitorError


def write_whole(path: Path, text: str) -> None:
    """The old content or the new one, also after a power cut. Raises MonitorError."""
    unfinished = path.with_name(f".{path.name}")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as problem:
        raise MonitorError(f"{path} cannot be written: {problem}") from problem


def lines_of(path: Path) -> list[str]:
    """Its lines with their ends; none where there is no file."""
    try:
        return path.read_text(encoding="utf-8").splitlines(keepends=True)
    except FileNotFoundError:
        return []


@contextmanager
def alone(folder: Path, job: str) -> Iterator[None]:
    """Hold a job's lock, which goes with the process. Raises Busy where another one has it."""
    try:
        lock = (folder / f".{job}.lock").open("w")
    except OSError as problem:
        raise MonitorError(f"{folder} cannot be written to: {problem}") from problem
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise Busy(f"another `monitor {job}` is at work") from taken
        yield
