"""Bringing a release's static files into the folder that nginx serves, beside those of the releases before.

Pages of an older release live on in browsers and in nginx, and name its files. A file's name holds the hash of its
content, so releases never disagree about one.
"""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

KEPT_SECONDS = 30 * 24 * 3600  # a tab that stays open longer meets a missing file, and is reloaded


@dataclass(frozen=True, slots=True)
class Published:
    """How many files were copied, were there already, and were removed as too old."""

    new: int
    same: int
    removed: int


def publish_files(source: Path, target: Path, names: set[str], record: Path) -> Published:
    """Copy the files called `names`. `record` lists those of the release published last.

    A file's time is when it was last part of a release: now for these, and for those that leave with this one.
    Raises OSError.
    """
    before = set(record.read_text().splitlines()) if record.exists() else set()
    new = sum(_publish(source / name, target / name) for name in sorted(names))
    for name in before - names:
        if (target / name).exists():
            os.utime(target / name)
    write_whole(record, "\n".join(sorted(names)))
    return Published(new, len(names) - new, _remove_old(target, names))


def write_whole(path: Path, content: str) -> None:
    """Write a file that readers see as it was or as it is now, never half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _arriving(path) as part:
        part.write_text(content, encoding="utf-8")


def _publish(file: Path, target: Path) -> bool:
    """Whether the file had to be copied. Another size means that a power cut came between two writes of the disk."""
    if target.exists() and target.stat().st_size == file.stat().st_size:
        os.utime(target)
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    with _arriving(target) as part:
        shutil.copyfile(file, part)
    return True


@contextmanager
def _arriving(path: Path) -> Iterator[Path]:
    """A file beside `path` that takes its name when all is written, and is gone when something failed."""
    part = path.with_name(f".{path.name}-{uuid4().hex}")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _remove_old(folder: Path, names: set[str]) -> int:
    oldest = time.time() - KEPT_SECONDS
    files = [path for path in folder.rglob("*") if path.is_file() and path.stat().st_mtime < oldest]
    old = [path for path in files if path.relative_to(folder).as_posix() not in names]
    for path in old:
        path.unlink()
    return len(old)
