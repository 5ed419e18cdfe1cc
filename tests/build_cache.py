"""Files that take seconds to build and rarely change: cached in var/test, built again when their sources change."""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.paths import BUILD_CACHE, ROOT


def cached(name: str, sources: Iterable[Path], build: Callable[[Path], None]) -> Path:
    """The file or folder that `build(path)` writes. `sources`: the files or whole folders that it is built from."""
    path = BUILD_CACHE / f"{name}-{_fingerprint(sources)}"
    BUILD_CACHE.mkdir(parents=True, exist_ok=True)
    with (BUILD_CACHE / ".lock").open("w") as lock:  # if two test processes need it, one builds, and the other waits
        fcntl.flock(lock, fcntl.LOCK_EX)
        return path if path.exists() else _build(path, name, build)


def _build(path: Path, name: str, build: Callable[[Path], None]) -> Path:
    unfinished = BUILD_CACHE / f"unfinished-{name}-{os.getpid()}"
    try:
        build(unfinished)
        for stale in BUILD_CACHE.glob(f"{name}-*"):
            _remove(stale)
        unfinished.rename(path)  # only a complete build ever gets the final name
    finally:
        _remove(unfinished)
    return path


def _fingerprint(sources: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(file for source in sources for file in _source_files(source)):
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _source_files(source: Path) -> list[Path]:
    paths = source.rglob("*") if source.is_dir() else [source]
    ignored = {"tests", "__pycache__"}
    return [path for path in paths if path.is_file() and not ignored.intersection(path.relative_to(ROOT).parts[1:])]


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
