"""For each past hour, writes one row of counts to `hours-<month>.csv`, and its most frequent pages, quizzes and
referrers to `tops-<month>.csv`.

An hour is always counted from its whole log, so counting it again changes nothing. The row contains the size of the
counted log. If the log is larger later, it is counted again.
"""

import json
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from toponaut_monitor import monthly_csv
from toponaut_monitor.access_log import hour_files
from toponaut_monitor.file_access import write_atomically
from toponaut_monitor.hour_counts import HOUR_COLUMNS, TOP_NAMES_COLUMNS, count_file
from toponaut_monitor.job_lock import job_lock
from toponaut_monitor.settings import MonitorSettings
from toponaut_monitor.timestamps import format_timestamp, utc_now
from toponaut_sidecar.errors import SidecarError

# How long after an hour its last lines may be written: a request takes up to 15 s, and setting the clock may shift it
# by seconds.
SETTLING_TIME = timedelta(minutes=5)
HOUR = timedelta(hours=1)
LAST_RUN_FILE = "statistics.json"  # how the last run ended: {"last_hour", "at", "error"}
CSV_KINDS = ("hours", "tops")

Log = Callable[[str], object]
Clock = Callable[[], datetime]


def count_due_hours(settings: MonitorSettings, *, log: Log = print, clock: Clock = utc_now) -> int:
    """Count the hours that are due, oldest first, and return how many. Records an error, and raises it as SidecarError.

    After half of the interval between two rounds it stops. The next run counts the rest.
    """
    with job_lock(settings.state, "count"):
        try:
            counted = _count_due_hours(settings, log, clock)
        except (OSError, SidecarError) as error:
            _record_last_run(settings.state, error=str(error))
            raise SidecarError(f"the logs in {settings.logs} could not be counted: {error}") from error
        _record_last_run(settings.state, at=format_timestamp(clock()), error=None)
        for kind in CSV_KINDS:
            monthly_csv.delete_old_files(settings.state, kind, clock())
        return counted


def _count_due_hours(settings: MonitorSettings, log: Log, clock: Clock) -> int:
    started, counted = clock(), 0
    files = hour_files(settings.logs)
    counted_bytes = _counted_bytes(settings.state, [hour for hour, _ in files])
    for hour, path in files:
        is_over = hour + HOUR + SETTLING_TIME <= clock()
        if not is_over or path.stat().st_size <= counted_bytes.get(format_timestamp(hour), -1):
            continue
        if counted and clock() - started > timedelta(seconds=settings.seconds / 2):
            break
        _count_hour(settings.state, hour, path, clock())
        log(f"monitor: counted {format_timestamp(hour)}")
        counted += 1
    return counted


def _count_hour(folder: Path, hour: datetime, log_path: Path, now: datetime) -> None:
    counts = count_file(log_path)
    # The row in hours-….csv is written last: if it exists, the rows in tops-….csv exist too.
    monthly_csv.replace_rows(monthly_csv.csv_path(folder, "tops", hour), TOP_NAMES_COLUMNS, hour, counts.top_rows())
    monthly_csv.replace_rows(monthly_csv.csv_path(folder, "hours", hour), HOUR_COLUMNS, hour, [counts.row()])
    last_hour = str(read_last_run(folder).get("last_hour") or "")
    if last_hour > format_timestamp(now):  # it was counted before the clock was set back
        last_hour = ""
    _record_last_run(folder, last_hour=max(format_timestamp(hour), last_hour))


def _counted_bytes(folder: Path, hours: Sequence[datetime]) -> dict[str, int]:
    """How many bytes of each hour's log were counted. Hours with an empty log have a row, too."""
    paths = dict.fromkeys(monthly_csv.csv_path(folder, "hours", hour) for hour in hours)
    return {row["hour"]: int(row.get("log_bytes") or 0) for path in paths for row in monthly_csv.read_rows(path)}


def read_last_run(folder: Path) -> dict[str, str | None]:
    """The last counted hour, when the last successful run ended, and the last run's error; each may be None."""
    never: dict[str, str | None] = {"last_hour": None, "at": None, "error": None}
    try:
        content = json.loads((folder / LAST_RUN_FILE).read_bytes())
    except (OSError, ValueError):
        return never
    return never | content if isinstance(content, dict) else never


def _record_last_run(folder: Path, **changes: str | None) -> None:
    write_atomically(folder / LAST_RUN_FILE, json.dumps(read_last_run(folder) | changes))
