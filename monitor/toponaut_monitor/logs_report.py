"""The table of the last day's hours that `make logs-report` prints."""

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from toponaut_monitor.access_log import hour_files
from toponaut_monitor.hour_counts import HOUR_COLUMNS, HourCounts, count_file
from toponaut_monitor.hourly_statistics import read_last_run
from toponaut_monitor.job_lock import job_lock
from toponaut_monitor.monthly_csv import rows_between
from toponaut_monitor.settings import MonitorSettings
from toponaut_monitor.timestamps import format_timestamp
from toponaut_sidecar.errors import Busy

REPORT_HEADERS = (
    "hour", "requests", "visitors", "bots", "starts", "guesses", "plays", "4xx", "5xx", "limited",
    "p50", "p95", "p99 ms", "upstream p95", "cached", "MB", "unreadable",
)  # fmt: skip
SUMMED_COLUMNS = ("requests", "bots", "quiz_starts", "guesses", "plays_saved", "status_4xx", "status_5xx", "limited",
                  "cache_hits", "cache_lookups", "bytes", "unreadable")  # fmt: skip
INTEGER_COLUMNS = (
    "requests", "visitors", "bots", "quiz_starts", "guesses", "plays_saved", "status_4xx", "status_5xx", "limited",
    "request_p50_ms", "request_p95_ms", "request_p99_ms", "upstream_p95_ms",
)  # fmt: skip
MAX_NAMES_PER_KIND = 10
DAY = timedelta(days=1)

Row = dict[str, str]


def logs_report(settings: MonitorSettings, now: datetime) -> str:
    """The counted hours of the last day, the current hour so far, their sums, and the most frequent names."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    counted = rows_between(settings.state, "hours", hour - DAY, hour)
    current = _current_hour(settings, hour)
    if not counted and not current:
        return "Nothing was requested in the last day, or nothing has been counted yet."
    lines = [_cells(row["hour"], row) for row in counted] + [_cells("this hour so far", row) for row in current]
    last_hour = read_last_run(settings.state)["last_hour"] or "nothing yet"
    return "\n".join([
        *_table([REPORT_HEADERS, *lines, _cells("total", _sums([*counted, *current]))]),
        *_top_names(rows_between(settings.state, "tops", hour - DAY, hour)),
        f"Last counted: {last_hour}. Times are in UTC.",
    ])  # fmt: skip


def _current_hour(settings: MonitorSettings, hour: datetime) -> list[Row]:
    """The row of the current hour, which is not stored.

    It is left out while another count is running, because the container has memory for only one count.
    """
    with suppress(Busy), job_lock(settings.state, "count"):
        return [_row(hour, count_file(path)) for file_hour, path in hour_files(settings.logs) if file_hour == hour]
    return []


def _row(hour: datetime, counts: HourCounts) -> Row:
    return dict(zip(HOUR_COLUMNS, map(str, [format_timestamp(hour), *counts.row()]), strict=True))


def _cells(name: str, row: Row) -> tuple[str, ...]:
    lookups = int(row["cache_lookups"])
    return (
        name.removesuffix(":00:00Z").replace("T", " "),
        *(f"{int(row[column]):,}" if row[column] else "" for column in INTEGER_COLUMNS),
        f"{int(row['cache_hits']) / lookups:.0%}" if lookups else "",
        f"{int(row['bytes']) / 1e6:,.1f}",
        row["unreadable"],
    )


def _sums(rows: Sequence[Row]) -> Row:
    """The row of sums. Visitors and percentiles of several hours cannot be added up, so these columns stay empty."""
    return dict.fromkeys(HOUR_COLUMNS, "") | {name: str(sum(int(row[name]) for row in rows)) for name in SUMMED_COLUMNS}


def _top_names(rows: Iterable[Row]) -> list[str]:
    requests: dict[str, Counter[str]] = {}
    for row in rows:
        requests.setdefault(row["kind"], Counter())[row["name"]] += int(row["requests"])
    return [
        f"{kind}: " + ", ".join(f"{name} {count:,}" for name, count in names.most_common(MAX_NAMES_PER_KIND))
        for kind, names in requests.items()
    ]


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table. The first column is left-aligned; the other columns are numbers, and right-aligned."""
    first_width, *widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            [row[0].ljust(first_width), *(cell.rjust(width) for cell, width in zip(row[1:], widths, strict=True))]
        )
        for row in rows
    ]
