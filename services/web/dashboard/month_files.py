"""Reads the monitor's month files: CSV with a header line and a time in the first column, oldest row first.

Files are read row by row and never held in memory. Rows that cannot be read are skipped: a half-written file must not
break the page that would show what is wrong.
"""

import csv
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

TIME_FORMAT = "%Y-%m-%dT%H:%M:%SZ"
_TIME_CHARS = len("2026-11-25T01:00:00Z")
_HOUR_CHARS = len("2026-11-25T01")


def rows_between(
    folder: str, kind: str, begin: datetime, end: datetime, columns: Sequence[str]
) -> Iterator[tuple[str, list[str]]]:
    """Time and the columns' texts of each row from `begin` on, before `end`. A missing column is an empty text."""
    for path in month_paths(folder, kind, begin, end):
        yield from read_rows(path, columns, begin=f"{begin:{TIME_FORMAT}}", end=f"{end:{TIME_FORMAT}}")


def month_paths(folder: str, kind: str, begin: datetime, end: datetime) -> list[Path]:
    """The existing files that may have rows between these times, oldest first."""
    if not folder or begin >= end:
        return []
    names, month = [], begin.replace(day=1)
    while month < end:
        names.append(f"{kind}-{month:%Y-%m}.csv")
        month = (month + timedelta(days=32)).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return [path for name in names if (path := Path(folder) / name).is_file()]


def read_rows(
    path: Path, columns: Sequence[str], *, begin: str = "", end: str = "9"
) -> Iterator[tuple[str, list[str]]]:
    """Time and the columns' texts of each complete row of a file from time `begin` on, before time `end`."""
    try:
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            header = next(csv.reader(file), [])
            # Lines are selected by their first characters, before they are parsed: parsing all takes ten times as long.
            reader = csv.reader(line for line in file if begin <= line[:_TIME_CHARS] < end)
            indexes = [header.index(column) if column in header else None for column in columns]
            for row in reader:
                if len(row) == len(header):
                    yield row[0], ["" if index is None else row[index] for index in indexes]
    except (OSError, csv.Error):
        return


def newest_time(folder: str, kind: str, now: datetime) -> datetime | None:
    """The time of the newest row of this month or the previous month."""
    for path in reversed(month_paths(folder, kind, now - timedelta(days=31), now + timedelta(days=1))):
        newest = max((at for at, _ in read_rows(path, [])), default="")
        if moment := parse_time(newest):
            return moment
    return None


def parse_time(text: str) -> datetime | None:
    """A time with its zone; None for any other text."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def number_or_zero(text: str) -> float:
    """A number; 0 for an empty cell or any other text."""
    try:
        return float(text) if text else 0.0
    except ValueError:
        return 0.0


def bucket_start(at: str, step: int) -> int | None:
    """Where the bucket of a time begins, in seconds since 1970; None for an invalid time. Steps are whole hours."""
    hour = _hour_start(at[:_HOUR_CHARS])
    return None if hour is None else hour // step * step


@lru_cache(maxsize=64)
def _hour_start(text: str) -> int | None:
    moment = parse_time(f"{text}:00:00Z")
    return int(moment.timestamp()) if moment else None
