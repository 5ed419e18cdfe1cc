"""Things that take seconds to make and rarely change: kept in var/test, made again when what they come from changes."""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).parent.parent
WEB = ROOT / "services" / "web"
KEPT = ROOT / "var" / "test"


def kept(name: str, sources: Iterable[Path], make: Callable[[Path], None]) -> Path:
    """A file or folder made by `make(path)` from the sources, which are files or whole folders."""
    path = KEPT / f"{name}-{_fingerprint(sources)}"
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / ".lock").open("w") as lock:  # of two test processes the second waits, and finds it made
        fcntl.flock(lock, fcntl.LOCK_EX)
        return path if path.exists() else _made(path, name, make)


def _made(path: Path, name: str, make: Callable[[Path], None]) -> Path:
    unfinished = KEPT / f"unfinished-{name}-{os.getpid()}"
    try:
        make(unfinished)
        for stale in KEPT.glob(f"{name}-*"):
            _remove(stale)
        unfinished.rename(path)  # only what is complete ever has the final name
    finally:
        _remove(unfinished)
    return path


def _fingerprint(sources: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(file for source in sources for file in _files(source)):
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _files(source: Path) -> list[Path]:
    found = source.rglob("*") if source.is_dir() else [source]
    ignored = {"tests", "__pycache__"}
    return [path for path in found if path.is_file() and not ignored.intersection(path.relative_to(ROOT).parts[1:])]


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
