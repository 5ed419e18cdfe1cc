"""CSV files, one for each month: `hours-2026-11.csv`. The first column is a timestamp, and rows are sorted by it."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from toponaut_monitor.file_access import read_lines, write_atomically
from toponaut_monitor.timestamps import format_timestamp

# Enough to compare a year with the year before: together 10 MB; the tops-….csv files come on top and grow with the
# number of visitors.
MAX_MONTHS = 25

Row = Sequence[object]


def csv_path(folder: Path, kind: str, at: datetime) -> Path:
    return folder / f"{kind}-{at:%Y-%m}.csv"


def replace_rows(path: Path, headers: Sequence[str], at: datetime, rows: Iterable[Row]) -> None:
    """Replace the file's rows for this timestamp with these. Raises SidecarError."""
    timestamp = format_timestamp(at)
    others = [line for line in _complete_rows(path) if not line.startswith(f"{timestamp},")]
    new = [_csv_line([timestamp, *row]) for row in rows]
    write_atomically(path, _csv_line(headers) + "".join(sorted([*others, *new], key=_timestamp_of)))


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows as dictionaries by header."""
    return list(csv.DictReader(read_lines(path)))


def rows_between(folder: Path, kind: str, since: datetime, until: datetime) -> list[dict[str, str]]:
    """Rows with `since` <= timestamp < `until`, oldest first. The times must be in one month or in adjacent months."""
    paths = dict.fromkeys(csv_path(folder, kind, at) for at in (since, until))
    rows = [row for path in paths for row in read_rows(path)]
    return [row for row in rows if format_timestamp(since) <= next(iter(row.values())) < format_timestamp(until)]


def delete_old_files(folder: Path, kind: str, now: datetime) -> None:
    """Delete files older than MAX_MONTHS."""
    year, month = divmod(now.year * 12 + now.month - 1 - MAX_MONTHS, 12)
    newest_deleted = f"{kind}-{year}-{month + 1:02}.csv"
    for path in folder.glob(f"{kind}-????-??.csv"):
        if path.name <= newest_deleted:
            path.unlink()


def _csv_line(cells: Row) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()


def _complete_rows(path: Path) -> list[str]:
    """The file's rows as text, without the headers, and without a last line that was cut off."""
    return [line for line in read_lines(path)[1:] if line.endswith("\n")]


def _timestamp_of(line: str) -> str:
    return line.partition(",")[0]
