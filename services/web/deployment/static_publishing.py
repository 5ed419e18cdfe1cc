"""Copies a release's static files into the folder that nginx serves, beside those of earlier releases.

Pages of an earlier release stay open in browsers and cached in nginx, and still load its files. A file's name holds the
hash of its content, so files of different releases never collide.
"""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

RETENTION_SECONDS = 30 * 24 * 3600  # a tab that is open for longer may lack a file, and has to be reloaded


@dataclass(frozen=True, slots=True)
class PublishReport:
    """How many files were copied, were there already, and were removed because they were too old."""

    copied: int
    unchanged: int
    removed: int


def publish_files(source: Path, target: Path, names: set[str], record: Path) -> PublishReport:
    """Copy the files called `names`. The file `record` lists those of the release that was published last.

    A file's modification time says when it was last part of a release. It is set to now for the files of this release,
    and for those of the last release that this one no longer has. Raises OSError.
    """
    previous_names = set(record.read_text().splitlines()) if record.exists() else set()
    copied = sum(_publish_file(source / name, target / name) for name in sorted(names))
    for name in previous_names - names:
        if (target / name).exists():
            os.utime(target / name)
    write_atomically(record, "\n".join(sorted(names)))
    return PublishReport(copied, len(names) - copied, _remove_expired_files(target, names))


def write_atomically(path: Path, content: str) -> None:
    """Write a file so that readers see its old or its new content, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _temporary_file_for(path) as temporary:
        temporary.write_text(content, encoding="utf-8")


def _publish_file(file: Path, target: Path) -> bool:
    """Whether the file had to be copied. A different size means that a power cut has truncated the published file."""
    if target.exists() and target.stat().st_size == file.stat().st_size:
        os.utime(target)
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    with _temporary_file_for(target) as temporary:
        shutil.copyfile(file, temporary)
    return True


@contextmanager
def _temporary_file_for(path: Path) -> Iterator[Path]:
    """A file beside `path` that is renamed to it at the end, or deleted after an error."""
    temporary = path.with_name(f".{path.name}-{uuid4().hex}")
    try:
        yield temporary
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _remove_expired_files(folder: Path, names: set[str]) -> int:
    oldest_kept = time.time() - RETENTION_SECONDS
    files = [path for path in folder.rglob("*") if path.is_file() and path.stat().st_mtime < oldest_kept]
    expired = [path for path in files if path.relative_to(folder).as_posix() not in names]
    for path in expired:
        path.unlink()
    return len(expired)
