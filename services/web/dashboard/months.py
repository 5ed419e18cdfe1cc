"""Reading the monitor's month files: CSV with a header line, a time in the first column, oldest first.

Files are read row by row and never held. What cannot be read is passed over: a half-written file must not take the
page down that would show why.
"""

import csv
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

FORM = "%Y-%m-%dT%H:%M:%SZ"
_TIME = len("2026-11-25T01:00:00Z")
_TO_HOUR = len("2026-11-25T01")


def rows(
    folder: str, kind: str, begin: datetime, end: datetime, columns: Sequence[str]
) -> Iterator[tuple[str, list[str]]]:
    """Time and the columns' texts of each row from `begin` on, before `end`. A column that is not there is empty."""
    for path in months(folder, kind, begin, end):
        yield from read(path, columns, first=f"{begin:{FORM}}", last=f"{end:{FORM}}")


def months(folder: str, kind: str, begin: datetime, end: datetime) -> list[Path]:
    """The files that may hold something of the time between, oldest first."""
    if not folder or begin >= end:
        return []
    names, month = [], begin.replace(day=1)
    while month < end:
        names.append(f"{kind}-{month:%Y-%m}.csv")
        month = (month + timedelta(days=32)).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return [path for name in names if (path := Path(folder) / name).is_file()]


def read(path: Path, columns: Sequence[str], *, first: str = "", last: str = "9") -> Iterator[tuple[str, list[str]]]:
    """Time and the columns' texts of each whole row of a file from `first` on, before `last`."""
    try:
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            header = next(csv.reader(file), [])
            # Lines are chosen by their first letters: taking them all apart takes ten times as long.
            reader = csv.reader(line for line in file if first <= line[:_TIME] < last)
            places = [header.index(column) if column in header else None for column in columns]
            for row in reader:
                if len(row) == len(header):
                    yield row[0], ["" if place is None else row[place] for place in places]
    except (OSError, csv.Error):
        return


def newest(folder: str, kind: str, now: datetime) -> datetime | None:
    """The time of the last row, of this month or the one before."""
    for path in reversed(months(folder, kind, now - timedelta(days=31), now + timedelta(days=1))):
        last = ""
        for at, _ in read(path, []):
            last = max(last, at)
        if moment := time_of(last):
            return moment
    return None


def time_of(text: str) -> datetime | None:
    """A time of a file; None for what is none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


@lru_cache(maxsize=64)
def _hour(text: str) -> int | None:
    moment = time_of(f"{text}:00:00Z")
    return int(moment.timestamp()) if moment else None


def start_of(at: str, step: int) -> int | None:
    """The seconds since 1970 with which a time's bucket begins; None for what is no time. Steps are whole hours."""
    hour = _hour(at[:_TO_HOUR])
    return None if hour is None else hour // step * step


def number(text: str) -> float:
    """A figure; 0 for an empty cell or what is none."""
    try:
        return float(text) if text else 0.0
    except ValueError:
        return 0.0
