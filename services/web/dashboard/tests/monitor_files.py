"""Month files as the monitor writes them, for tests."""

from datetime import UTC, datetime
from pathlib import Path

NOW = datetime(2026, 11, 25, 2, 10, tzinfo=UTC)
COLUMNS = [
    *("hour", "requests", "visitors", "bots", "quiz_starts", "guesses", "plays_saved"),
    *("status_2xx", "status_3xx", "status_4xx", "status_5xx", "limited"),
    *("request_p50_ms", "request_p95_ms", "request_p99_ms", "upstream_p50_ms", "upstream_p95_ms", "upstream_p99_ms"),
    *("cache_hits", "cache_lookups", "bytes", "unreadable"),
]


def write_hours(folder: Path, *hours: dict[str, object], month: str = "2026-11") -> Path:
    """Write a month file with these hours. Columns that are not given are empty cells."""
    lines = [",".join(str(hour.get(column, "")) for column in COLUMNS) for hour in hours]
    path = folder / f"hours-{month}.csv"
    path.write_text("\n".join([",".join(COLUMNS), *lines]) + "\n")
    return path
