"""A lock that allows one process per job: two counts at the same time would not fit the container's memory."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from toponaut_sidecar.errors import Busy, SidecarError


@contextmanager
def job_lock(folder: Path, job: str) -> Iterator[None]:
    """Allow one process per job. If the process dies, the kernel releases the lock. Raises Busy."""
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
