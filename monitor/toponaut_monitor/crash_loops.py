"""Finds containers that crash again and again, in the records of starts and stops (services/lifecycle/lifecycle.sh).

The first start of a container is planned: a deploy, a rollback or `make up` has created it. So is a start after the
container was asked to stop, as `docker restart` does. Any other start follows a crash.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from toponaut_monitor.incidents import Problem

MIN_CRASHES, CRASHES_PERIOD = 3, timedelta(minutes=30)  # this many crashes within this time are a crash loop
RECORD_PATTERN = re.compile(r"(start|stop) (\S+) (\d+)")
UPTIME_FILE = Path("/proc/uptime")
LONG_AGO = datetime.fromtimestamp(0, UTC)


def read_uptime(file: Path = UPTIME_FILE) -> float:
    """Seconds since the machine started."""
    return float(file.read_text().split()[0])


def latest_start(file: Path, now: datetime) -> datetime:
    """When the service whose records are in `file` last started; 1970 if no start is recorded."""
    try:
        lines = file.read_text(errors="replace").splitlines()
    except OSError:
        return LONG_AGO
    starts = [match for match in map(RECORD_PATTERN.fullmatch, lines) if match and match[1] == "start"]
    return now - timedelta(seconds=read_uptime() - int(starts[-1][3])) if starts else LONG_AGO


def crash_loop_problems(folder: Path, uptime: float) -> list[Problem]:
    """`folder`: has a file of records for each service. `uptime`: the time of this round, as the records count it."""
    if not folder.is_dir():
        return []
    counts = [(file.name, _count_recent_crashes(file, uptime)) for file in sorted(folder.iterdir())]
    return [
        Problem(f"crashes:{name}", f"the container {name} crashed {count} times in 30 min", f"{name} stays up again")
        for name, count in counts
        if count >= MIN_CRASHES
    ]


def _count_recent_crashes(file: Path, uptime: float) -> int:
    lines = file.read_text(errors="replace").splitlines()
    earliest = uptime - CRASHES_PERIOD.total_seconds()
    return sum(earliest <= seconds <= uptime for seconds in _starts_after_crashes(lines))


def _starts_after_crashes(lines: Iterable[str]) -> list[int]:
    """When a container started that had started before and was not asked to stop since."""
    running: set[str] = set()
    crashes = []
    for match in filter(None, map(RECORD_PATTERN.fullmatch, lines)):
        event, container, seconds = match.groups()
        if event == "stop":
            running.discard(container)
        elif container in running:
            crashes.append(int(seconds))
        else:
            running.add(container)
    return crashes
