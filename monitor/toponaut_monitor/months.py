"""CSV files, one for each month: `hours-2026-11.csv`. Rows stand in the order of their first column, a moment."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from toponaut_monitor.files import lines_of, write_whole
from toponaut_monitor.moments import stamp

KEPT_MONTHS = 25  # a year, and the one before it to compare with: 10 MB without tops, which grow with the visitors

Row = Sequence[object]


def path(folder: Path, kind: str, moment: datetime) -> Path:
    return folder / f"{kind}-{moment:%Y-%m}.csv"


def put(file: Path, heads: Sequence[str], moment: datetime, rows: Iterable[Row]) -> None:
    """These rows in the place of all that the file has of that moment: twice is as once. Raises MonitorError."""
    begin = f"{stamp(moment)},"
    others = [line for line in _good_lines(file) if not line.startswith(begin)]
    fresh = [as_line([stamp(moment), *row]) for row in rows]
    write_whole(file, as_line(heads) + "".join(sorted([*others, *fresh], key=_moment)))


def read(file: Path) -> list[dict[str, str]]:
    """A dictionary for each row."""
    return list(csv.DictReader(lines_of(file)))


def recent(folder: Path, kind: str, since: datetime, until: datetime) -> list[dict[str, str]]:
    """Rows of moments from `since` to before `until`, which is less than a month later; oldest first."""
    files = dict.fromkeys(path(folder, kind, moment) for moment in (since, until))
    rows = [row for file in files for row in read(file)]
    return [row for row in rows if stamp(since) <= next(iter(row.values())) < stamp(until)]


def forget(folder: Path, kind: str, now: datetime) -> None:
    """Delete what is older than the months that are kept."""
    month = now.year * 12 + now.month - KEPT_MONTHS  # counted from December of the year before the first
    last = f"{kind}-{(month - 1) // 12}-{(month - 1) % 12 + 1:02}.csv"
    for file in folder.glob(f"{kind}-????-??.csv"):
        if file.name <= last:
            file.unlink()


def as_line(cells: Row) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()


def _good_lines(file: Path) -> list[str]:
    """Without the head, and without an end that was never finished."""
    return [line for line in lines_of(file)[1:] if line.endswith("\n")]


def _moment(line: str) -> str:
    return line.partition(",")[0]
