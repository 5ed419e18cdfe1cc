"""Files that other processes read at any time, and a lock for the process that writes them."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from toponaut_sidecar.errors import Busy, SidecarError


def write_atomically(path: Path, text: str) -> None:
    """A reader sees the old content or the new one, even after a power cut. Raises SidecarError."""
    unfinished = path.with_name(f".{path.name}")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        raise SidecarError(f"{path} cannot be written: {error}") from error


def read_lines(path: Path) -> list[str]:
    """The file's lines with their line ends; an empty list if there is no file."""
    try:
        return path.read_text(encoding="utf-8").splitlines(keepends=True)
    except FileNotFoundError:
        return []


@contextmanager
def job_lock(folder: Path, job: str) -> Iterator[None]:
    """Allow one process per job. The kernel releases the lock with the process. Raises Busy."""
    try:
        lock = (folder / f".{job}.lock").open("w")
    except OSError as error:
        raise SidecarError(f"{folder} cannot be written to: {error}") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy(f"another `monitor {job}` is at work") from error
        yield
