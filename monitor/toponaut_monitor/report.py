"""The last day's hours as a table for people."""

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from toponaut_monitor import months
from toponaut_monitor.counting import HEADS as COLUMNS
from toponaut_monitor.counting import Hour, count
from toponaut_monitor.errors import Busy
from toponaut_monitor.files import alone
from toponaut_monitor.logs import hour_files
from toponaut_monitor.moments import stamp
from toponaut_monitor.settings import Settings
from toponaut_monitor.statistics import last_run

HEADS = (
    "hour", "requests", "visitors", "bots", "starts", "guesses", "plays", "4xx", "5xx", "limited",
    "p50", "p95", "p99 ms", "upstream p95", "kept", "MB", "unreadable",
)  # fmt: skip
SUMS = ("requests", "bots", "quiz_starts", "guesses", "plays_saved", "status_4xx", "status_5xx", "limited",
        "cache_hits", "cache_lookups", "bytes", "unreadable")  # fmt: skip
NUMBERS = (
    "requests", "visitors", "bots", "quiz_starts", "guesses", "plays_saved", "status_4xx", "status_5xx", "limited",
    "request_p50_ms", "request_p95_ms", "request_p99_ms", "upstream_p95_ms",
)  # fmt: skip
SHOWN = 10  # names of each kind
DAY = timedelta(days=1)

Row = dict[str, str]


def report(settings: Settings, now: datetime) -> str:
    """The hours of the last day that were counted, the one under way so far, their sums, and the largest names."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    rows = months.recent(settings.state, "hours", hour - DAY, hour)
    running = _running(settings, hour)
    shown = [*rows, *running]
    if not shown:
        return "Nothing was requested in the last day, or nothing has been counted yet."
    lines = [_cells(row["hour"], row) for row in rows] + [_cells("this hour so far", row) for row in running]
    return "\n".join([
        *_table([HEADS, *lines, _cells("together", _sums(shown))]),
        *_names(months.recent(settings.state, "tops", hour - DAY, hour)),
        f"Last counted: {last_run(settings.state)['last_hour'] or 'nothing yet'}. Times are of UTC.",
    ])  # fmt: skip


def _running(settings: Settings, hour: datetime) -> list[Row]:
    """Counted for this table only. Left out beside another count: both might not fit the container's memory."""
    with suppress(Busy), alone(settings.state, "count"):
        return [_row(hour, count(file)) for found, file in hour_files(settings.logs) if found == hour]
    return []


def _row(hour: datetime, found: Hour) -> Row:
    return dict(zip(COLUMNS, map(str, [stamp(hour), *found.row()]), strict=True))


def _cells(name: str, row: Row) -> tuple[str, ...]:
    lookups = int(row["cache_lookups"])
    return (
        name.removesuffix(":00:00Z").replace("T", " "),
        *(f"{int(row[column]):,}" if row[column] else "" for column in NUMBERS),
        f"{int(row['cache_hits']) / lookups:.0%}" if lookups else "",
        f"{int(row['bytes']) / 1e6:,.1f}",
        row["unreadable"],
    )


def _sums(rows: Sequence[Row]) -> Row:
    """Visitors and percentiles of hours cannot be added up."""
    return dict.fromkeys(COLUMNS, "") | {name: str(sum(int(row[name]) for row in rows)) for name in SUMS}


def _names(rows: Iterable[Row]) -> list[str]:
    found: dict[str, Counter[str]] = {}
    for row in rows:
        found.setdefault(row["kind"], Counter())[row["name"]] += int(row["requests"])
    return [
        f"{kind}: " + ", ".join(f"{name} {count:,}" for name, count in names.most_common(SHOWN))
        for kind, names in found.items()
    ]


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    """The first column is a name, the others are numbers."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    first, *others = widths
    return [
        "  ".join([row[0].ljust(first), *(cell.rjust(width) for cell, width in zip(row[1:], others, strict=True))])
        for row in rows
    ]
