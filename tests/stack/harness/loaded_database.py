"""A database with all places for each new stack: loading them costs 25 s of CPU time, copying the volume costs 1.

There is one such volume for each web image, because another release may load other places.
"""

import fcntl
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.stack.harness.docker import docker, inspect
from tests.stack.harness.stack import TAG, Stack

PROJECT_PREFIX = "toponaut-test-loaded-"
LOCK = Path(tempfile.gettempdir()) / "toponaut-test-loaded.lock"


def copy_loaded_database(project: str) -> None:
    """Create the PostgreSQL volume of a project that has none yet. Its passwords are set when PostgreSQL starts."""
    labels = {"project": project, "volume": "postgres"}
    words = [f"--label=com.docker.compose.{name}={value}" for name, value in labels.items()]
    target = docker("volume", "create", *words, f"{project}_postgres").strip()
    source = _loaded_volume()
    mounts = [f"--volume={source}:/from:ro", f"--volume={target}:/to"]
    docker("run", "--rm", "--user", "0", *mounts, f"toponaut/postgres:{TAG}", "cp", "--archive", "/from/.", "/to")


def _loaded_volume() -> str:
    """The name of the volume that is copied. The first worker that needs it starts a stack to fill it."""
    image = inspect("image", f"toponaut/web:{TAG}")["Id"].removeprefix("sha256:")[:12]
    project = f"{PROJECT_PREFIX}{image}"
    finished = f"{project}_finished"  # an empty volume that marks the load as complete
    with _lock():
        volumes = docker("volume", "ls", "--quiet", "--filter", f"name=^{PROJECT_PREFIX}").split()
        if finished not in volumes:
            for volume in volumes:  # of other images, or of a run that was killed
                docker("volume", "rm", volume)
            _load(project)
            docker("volume", "create", finished)
    return f"{project}_postgres"


def _load(project: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        stack = Stack(project, Path(folder))
        stack.down()
        stack.up("postgres", "redis")
        stack.compose("run", "--rm", "--no-TTY", "migrate")
        stack.compose("down")  # keeps the volumes


@contextmanager
def _lock() -> Iterator[None]:
    with LOCK.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    _loaded_volume()
