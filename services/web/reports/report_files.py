"""The files that reports are written to: one JSON object a line, one file a day. Many processes append at once."""

import json
import logging
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from django.conf import settings

log = logging.getLogger("toponaut.reports")

RETENTION_DAYS = 14
MAX_TOTAL_BYTES = 20 * 2**20  # limit for all files together: the disk has 25 GB for everything

ReportKind = Literal["client-errors", "impossible"]


def append_report(kind: ReportKind, entry: dict[str, Any]) -> bool:
    """Append a line, and delete old files. Returns whether the line was written.

    Never raises: a full disk must not cause an error page.

    Without REPORTS_DIR, as on laptops, the line goes to the log instead.
    """
    if not settings.REPORTS_DIR:
        log.warning("%s: %s", kind, json.dumps(entry, ensure_ascii=False))
        return False
    folder = Path(settings.REPORTS_DIR)
    line = json.dumps(entry, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
    try:
        _delete_old_files(folder, needed_bytes=len(line))
        _append_line(folder / f"{kind}-{datetime.now(UTC):%Y-%m-%d}.jsonl", line)
    except OSError as problem:
        # One line without a traceback: there may be many such errors, all with the same traceback.
        log.error("%s: a report could not be written into %s: %s", kind, folder, problem)  # noqa: TRY400
        return False
    return True


def _append_line(path: Path, line: bytes) -> None:
    """Append in one write, so that lines of several workers never mix. Raises OSError, even after half a line."""
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        if os.write(descriptor, line) < len(line):
            raise OSError("the disk is full: half a line was written")
    finally:
        os.close(descriptor)


def _delete_old_files(folder: Path, *, needed_bytes: int) -> None:
    """Delete expired files, then the oldest ones until the line fits. The newest file always stays. Raises OSError."""
    first_kept_day = f"{datetime.now(UTC) - timedelta(days=RETENTION_DAYS - 1):%Y-%m-%d}"
    files = sorted(folder.glob("*-????-??-??.jsonl"), key=_day)
    sizes = {path: path.stat().st_size for path in files}

    def is_full() -> bool:
        return sum(sizes.values()) + needed_bytes > MAX_TOTAL_BYTES

    while files and (_day(files[0]) < first_kept_day or (len(files) > 1 and is_full())):
        oldest = files.pop(0)
        oldest.unlink(missing_ok=True)
        del sizes[oldest]
    if is_full():
        raise OSError(f"today's reports have {MAX_TOTAL_BYTES // 2**20} MB already")


def _day(path: Path) -> str:
    return path.stem[-10:]
