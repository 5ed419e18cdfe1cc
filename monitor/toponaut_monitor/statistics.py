"""Once an hour is over: its row in `hours-<month>.csv`, and its largest names in `tops-<month>.csv`.

An hour is always counted whole, from its own file, so that counting it again changes nothing. The rows themselves say
which are due: their last column is how many bytes of the file they are of.
"""

import json
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from toponaut_monitor import months
from toponaut_monitor.counting import HEADS, TOP_HEADS, count
from toponaut_monitor.errors import MonitorError
from toponaut_monitor.files import alone, write_whole
from toponaut_monitor.logs import hour_files
from toponaut_monitor.moments import now, stamp
from toponaut_monitor.settings import Settings

SETTLE = timedelta(minutes=5)  # after the hour: the longest request takes 15 s, and clocks are set by seconds
HOUR = timedelta(hours=1)
FILE = "statistics.json"  # how the last run ended: {"last_hour", "at", "error"}
CSV_KINDS = ("hours", "tops")

Say = Callable[[str], object]
Clock = Callable[[], datetime]


def run(settings: Settings, *, say: Say = print, clock: Clock = now) -> int:
    """Count what is due, oldest first; how many hours that were. Raises MonitorError, and writes it down before.

    It stops early when half of the time to the next round is over: the rest is the next run's.
    """
    with alone(settings.state, "count"):
        try:
            counted = _count_due(settings, say, clock)
        except (OSError, MonitorError) as problem:
            _note(settings.state, error=str(problem))
            raise MonitorError(f"the logs in {settings.logs} could not be counted: {problem}") from problem
        _note(settings.state, at=stamp(clock()), error=None)
        for kind in CSV_KINDS:
            months.forget(settings.state, kind, clock())
        return counted


def _count_due(settings: Settings, say: Say, clock: Clock) -> int:
    started, counted = clock(), 0
    files = hour_files(settings.logs)
    done = _done(settings.state, [hour for hour, _ in files])
    for hour, file in files:
        if hour + HOUR + SETTLE > clock() or file.stat().st_size <= done.get(stamp(hour), -1):
            continue
        if counted and clock() - started > timedelta(seconds=settings.seconds / 2):
            break
        _count(settings.state, hour, file)
        say(f"monitor: counted {stamp(hour)}")
        counted += 1
    return counted


def _count(folder: Path, hour: datetime, file: Path) -> None:
    found = count(file)
    # The row of the hour comes last: where it is, the others are.
    months.put(months.path(folder, "tops", hour), TOP_HEADS, hour, found.top_rows())
    months.put(months.path(folder, "hours", hour), HEADS, hour, [found.row()])
    last = last_run(folder).get("last_hour")
    _note(folder, last_hour=max(stamp(hour), str(last or "")))


def _done(folder: Path, hours: Sequence[datetime]) -> dict[str, int]:
    """How much of each hour's file is in its row. An empty file has a row too."""
    files = dict.fromkeys(months.path(folder, "hours", hour) for hour in hours)
    return {row["hour"]: int(row.get("log_bytes") or 0) for file in files for row in months.read(file)}


def last_run(folder: Path) -> dict[str, str | None]:
    nothing: dict[str, str | None] = {"last_hour": None, "at": None, "error": None}
    try:
        found = json.loads((folder / FILE).read_bytes())
    except (OSError, ValueError):
        return nothing
    return nothing | found if isinstance(found, dict) else nothing


def _note(folder: Path, **changes: str | None) -> None:
    write_whole(folder / FILE, json.dumps(last_run(folder) | changes))
