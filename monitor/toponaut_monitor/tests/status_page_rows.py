"""Rows of uptime-<month>.csv for tests of the status page: what rounds at given times have found."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from toponaut_monitor import monthly_csv
from toponaut_monitor.status_page.history import AddressHistory
from toponaut_monitor.status_page.uptime_rows import read_histories
from toponaut_monitor.watch_round import UPTIME_HEADERS

NOW = datetime(2026, 11, 29, 12, 0, 5, tzinfo=UTC)
INTERVAL = timedelta(minutes=15)
URL = "https://toponaut.example/"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def times(begin: datetime, end: datetime) -> list[datetime]:
    """Of rounds, from `begin` to before `end`."""
    return [begin + number * INTERVAL for number in range(int((end - begin) / INTERVAL))]


def write_checks(
    folder: Path, at: Iterable[datetime], reason: str = "", status: int | str = 200, url: str = URL
) -> None:
    """Append a row for each time. With a reason the check has failed."""
    for time in at:
        path = monthly_csv.csv_path(folder, "uptime", time)
        if not path.exists():
            path.write_text(",".join(UPTIME_HEADERS) + "\n")
        words = f'"{reason}"' if "," in reason else reason
        with path.open("a") as file:
            file.write(f"{time:%Y-%m-%dT%H:%M:%SZ},{url},{int(not reason)},{status},0.012,60,{words}\n")


def history_of(folder: Path, now: datetime = NOW, url: str = URL) -> AddressHistory:
    (history,) = read_histories(folder, [url], INTERVAL, now)
    return history
