"""A year of made-up data for the dashboard, in the files that monitor, backup, releases and error reports write.

    python -m tests.dashboard_sample_data FOLDER

fills FOLDER/monitor, backup, releases and reports. The same seed gives the same data.
"""

from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from tests.dashboard_sample_data.file_formats import append_json_lines, write_json, write_monthly_csv
from tests.dashboard_sample_data.monitor_rows import (
    HOST_HEADERS,
    HOUR_COLUMNS,
    TOP_NAMES_COLUMNS,
    UPTIME_HEADERS,
    MonitorRows,
)
from tests.dashboard_sample_data.status_and_reports import (
    backup_status,
    client_errors,
    impossible_state,
    monitor_status,
    releases,
)


def write_sample_year(folder: Path, now: datetime, *, days: int = 365, seed: int = 7) -> None:
    """`now`: the start of the current hour. All hours of the `days` before it are written."""
    hours = [now - timedelta(hours=n) for n in range(24 * days, 0, -1)]
    rounds = [now - timedelta(minutes=15 * n) for n in range(4 * 24 * days, 0, -1)]
    random = Random(seed)  # noqa: S311 - sample data, not a secret
    monitor, rows = folder / "monitor", MonitorRows(now, days, random)
    write_monthly_csv(monitor, "hours", HOUR_COLUMNS, map(rows.hour, hours))
    write_monthly_csv(monitor, "tops", TOP_NAMES_COLUMNS, (row for hour in hours for row in rows.tops(hour)))
    write_monthly_csv(monitor, "uptime", UPTIME_HEADERS, (row for at in rounds for row in rows.probes(at)))
    write_monthly_csv(monitor, "host", HOST_HEADERS, map(rows.host, rounds))
    write_json(monitor / "status.json", monitor_status(now))
    write_json(folder / "backup" / "status.json", backup_status(now))
    append_json_lines(folder / "releases" / "releases.jsonl", releases(now, random))
    reports = folder / "reports"
    for at, line in client_errors(now, random):
        append_json_lines(reports / f"client-errors-{at:%Y-%m-%d}.jsonl", [line])
    at, line = impossible_state(now)
    append_json_lines(reports / f"impossible-{at:%Y-%m-%d}.jsonl", [line])


def environment_for(folder: Path) -> dict[str, str]:
    """The variables that make a site read the sample data."""
    return {f"{name.upper()}_DIR": str(folder / name) for name in ("monitor", "backup", "releases", "reports")}
