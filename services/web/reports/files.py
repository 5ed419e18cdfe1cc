"""The files that reports go to: a JSON object a line, a file a day. Many processes append to them at once."""

import json
import logging
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from django.conf import settings

log = logging.getLogger("toponaut.reports")

KEPT_DAYS = 14
MOST_BYTES = 20 * 2**20  # of all files together: the disk has 25 GB for everything

Kind = Literal["client-errors", "impossible"]


def append(kind: Kind, entry: dict[str, Any]) -> bool:
    """Write a line, and sweep what is old. Never raises: a full disk must not become the player's error.

    Whether it was written. Without REPORTS_DIR, as on laptops, the line goes to the log instead.
    """
    if not settings.REPORTS_DIR:
        log.warning("%s: %s", kind, json.dumps(entry, ensure_ascii=False))
        return False
    folder = Path(settings.REPORTS_DIR)
    line = json.dumps(entry, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
    try:
        _sweep(folder, room=len(line))
        _write(folder / f"{kind}-{datetime.now(UTC):%Y-%m-%d}.jsonl", line)
    except OSError as problem:
        # One line without a traceback: there may be many, and they are all the same.
        log.error("%s: a report could not be written into %s: %s", kind, folder, problem)  # noqa: TRY400
        return False
    return True


def _write(path: Path, line: bytes) -> None:
    """One write with O_APPEND, so that lines of several workers never mix. Raises OSError, also for half a line."""
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        if os.write(descriptor, line) < len(line):
            raise OSError("the disk is full: half a line was written")
    finally:
        os.close(descriptor)


def _sweep(folder: Path, *, room: int) -> None:
    """Remove files older than the kept days; then the oldest, until the line has room. The newest file stays."""
    first = f"{datetime.now(UTC) - timedelta(days=KEPT_DAYS - 1):%Y-%m-%d}"
    files = sorted(folder.glob("*-????-??-??.jsonl"), key=lambda path: path.stem[-10:])
    sizes = {path: path.stat().st_size for path in files}
    while files and (files[0].stem[-10:] < first or (len(files) > 1 and sum(sizes.values()) + room > MOST_BYTES)):
        oldest = files.pop(0)
        oldest.unlink(missing_ok=True)
        del sizes[oldest]
    if sum(sizes.values()) + room > MOST_BYTES:
        raise OSError(f"today's reports have {MOST_BYTES // 2**20} MB already")
