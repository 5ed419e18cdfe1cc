"""What else may be wrong: read from files that other containers and the kernel write."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from toponaut_monitor import moments
from toponaut_monitor.incidents import Problem
from toponaut_monitor.settings import Settings
from toponaut_monitor.statistics import HOUR, last_run

BACKUP_AGE = timedelta(hours=26)  # one a day, and time for its tries
STATISTICS_AGE = timedelta(hours=3)
DISK_SHARE = 0.85
MEMORY_SHARE = 0.10  # of 1 GB: with less than 100 MB left the kernel soon kills one of us
STARTS, STARTS_WITHIN = 3, timedelta(minutes=30)
EVENT_AGE = timedelta(hours=1)
EVENTS = 5  # kinds of impossible errors that are told apart; the newest
TAIL_BYTES = 256 * 1024  # of a day's impossible errors
MB = 1e6


@dataclass(frozen=True, slots=True)
class Host:
    """The machine's memory and the disk that the volumes are on, in MB."""

    memory_total: float
    memory_available: float
    disk_total: float
    disk_used: float
    disk_share: float  # as `df` counts: of what anybody but root may use


def host(folder: Path, meminfo: Path = Path("/proc/meminfo")) -> Host:
    """`/proc/meminfo` is the machine's, in a container too."""
    words = (line.split() for line in meminfo.read_text().splitlines())
    kilobytes = {word[0].rstrip(":"): int(word[1]) for word in words}
    disk = shutil.disk_usage(folder)
    total, available = (kilobytes[name] * 1024 / MB for name in ("MemTotal", "MemAvailable"))
    return Host(total, available, disk.total / MB, disk.used / MB, disk.used / (disk.used + disk.free))


def disk(found: Host) -> list[Problem]:
    if found.disk_share <= DISK_SHARE:
        return []
    return [Problem("disk", f"the disk is {found.disk_share:.0%} full", "the disk has room again")]


def memory(found: Host) -> list[Problem]:
    if found.memory_available >= MEMORY_SHARE * found.memory_total:
        return []
    text = f"memory is short: {found.memory_available:.0f} of {found.memory_total:.0f} MB are left"
    return [Problem("memory", text, "there is memory again")]


def backup(settings: Settings, since: datetime, now: datetime) -> list[Problem]:
    """`since`: when the monitor was first there. Where no bucket is configured there is nothing to wait for."""
    status = _json(settings.backup / "status.json")
    if status.get("state") == "not configured":
        return []
    success = status.get("last_success") or {}
    verified = moments.read(success.get("at"))
    if now - (verified or since) <= BACKUP_AGE:
        return []
    age = f"the last is from {moments.stamp(verified)}" if verified else "there is none"
    return [Problem("backup", f"no verified backup for 26 h: {age}", "there is a verified backup again")]


def statistics(settings: Settings, since: datetime, now: datetime) -> list[Problem]:
    """`since`: when this container started; after a night without power the last hour that was counted is old."""
    run = last_run(settings.state)
    hour = moments.read(run["last_hour"])
    if now - max(since, hour + HOUR if hour else since) <= STATISTICS_AGE:
        return []
    why = run["error"] or "nginx has logged nothing"
    return [Problem("statistics", f"no log statistics for 3 h: {why}", "there are log statistics again")]


def restarts(settings: Settings, now: datetime) -> list[Problem]:
    """Each start of a container leaves a line with its second in a file of the service's name."""
    if not settings.starts.is_dir():
        return []
    found = [(file.name, _recent(file, now)) for file in sorted(settings.starts.iterdir())]
    return [
        Problem(f"restarts:{name}", f"the container {name} started {count} times in 30 min", f"{name} stays up again")
        for name, count in found
        if count >= STARTS
    ]


def _recent(file: Path, now: datetime) -> int:
    seconds = [int(word) for word in file.read_text(errors="replace").split() if word.isascii() and word.isdigit()]
    return sum((now - STARTS_WITHIN).timestamp() <= second <= now.timestamp() for second in seconds)


def impossible(settings: Settings, now: datetime) -> list[Problem]:
    """Those of the last hour, one for each fingerprint."""
    newest: dict[str, tuple[datetime, str]] = {}
    for line in _errors(settings.reports, now):
        at = moments.read(line.get("at"))
        if at and now - EVENT_AGE <= at <= now + EVENT_AGE:
            newest[str(line.get("fingerprint"))] = at, f"impossible: {line.get('what')} ({line.get('where')})"
    latest = sorted(newest.items(), key=lambda item: item[1], reverse=True)[:EVENTS]
    return [Problem(f"impossible:{mark}", text[:200], event=True) for mark, (_, text) in latest]


def _errors(folder: Path, now: datetime) -> Sequence[dict[str, Any]]:
    found = []
    for day in (now - EVENT_AGE, now):
        for line in _tail(folder / f"impossible-{day:%Y-%m-%d}.jsonl"):
            try:
                error = json.loads(line)
            except ValueError:
                continue
            if isinstance(error, dict):
                found.append(error)
    return found


def _tail(file: Path) -> list[bytes]:
    try:
        with file.open("rb") as lines:
            lines.seek(max(0, file.stat().st_size - TAIL_BYTES))
            return lines.read(TAIL_BYTES).splitlines()
    except OSError:
        return []


def _json(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
