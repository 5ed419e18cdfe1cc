"""Problems that no probe can find: of backups, statistics, disk, memory, and errors that should never happen.

They are found in files of this and other containers, and in what the kernel reports.
"""

import json
import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from toponaut_monitor.host_usage import HostUsage
from toponaut_monitor.hourly_statistics import HOUR, read_last_run
from toponaut_monitor.incidents import Problem
from toponaut_monitor.settings import MonitorSettings
from toponaut_monitor.timestamps import format_timestamp, parse_timestamp

MAX_BACKUP_AGE = timedelta(hours=26)  # backups are daily, and retries take time
MAX_WARNING_CHARS = 150  # of the backup's warnings in an alert
MAX_CLOCK_ERROR = timedelta(hours=1)  # smaller differences are normal: a machine may set its clock after it has started
MAX_STATISTICS_AGE = timedelta(hours=3)
MAX_DISK_SHARE = 0.85
MIN_MEMORY_SHARE = 0.10  # of 1 GB this is 100 MB: with less the kernel soon kills a container
IMPOSSIBLE_ERROR_PERIOD = timedelta(hours=1)
MAX_IMPOSSIBLE_ERRORS = 5  # a round's alerts contain at most this many: the newest, each fingerprint once
MAX_TAIL_BYTES = 256 * 1024  # how much is read of a day's file of errors that should never happen, from its end


def disk_problems(host: HostUsage) -> list[Problem]:
    if host.disk_share <= MAX_DISK_SHARE:
        return []
    return [Problem("disk", f"the disk is {host.disk_share:.0%} full", "the disk has room again")]


def inode_problems(folder: Path) -> list[Problem]:
    """Each file needs an inode. `folder`: any folder on the disk. Some file systems have no limit, and say 0."""
    inodes = os.statvfs(folder)
    share = 1 - inodes.f_favail / inodes.f_files if inodes.f_files else 0
    if share <= MAX_DISK_SHARE:
        return []
    return [Problem("inodes", f"the disk's inodes are {share:.0%} used: too many files", "the disk has inodes again")]


def memory_problems(host: HostUsage) -> list[Problem]:
    if host.memory_available >= MIN_MEMORY_SHARE * host.memory_total:
        return []
    text = f"memory is short: {host.memory_available:.0f} of {host.memory_total:.0f} MB are left"
    return [Problem("memory", text, "there is memory again")]


def backup_problems(settings: MonitorSettings, since: datetime, now: datetime) -> list[Problem]:
    """The newest verified backup is too old, or holds much less than the one before: the database may be empty.

    `since`: the first round ever, when the wait for a backup begins. A stack without a configured bucket has no such
    problem.
    """
    status = _read_json(settings.backup / "status.json")
    if status.get("state") == "not configured":
        return []
    success = status.get("last_success") or {}
    return [*_missing_backup(parse_timestamp(success.get("at")), since, now), *_shrunk_backup(success)]


def _missing_backup(verified_at: datetime | None, since: datetime, now: datetime) -> list[Problem]:
    """If the time is in the future, the clock has been set back since, and the backup's age is unknown."""
    if verified_at and verified_at > now + MAX_CLOCK_ERROR:
        text = f"the last verified backup is from the future, {format_timestamp(verified_at)}: the clock was set back"
        return [Problem("backup", text, "there is a verified backup again")]
    if now - (verified_at or since) <= MAX_BACKUP_AGE:
        return []
    last = f"the last is from {format_timestamp(verified_at)}" if verified_at else "there is none"
    return [Problem("backup", f"no verified backup for 26 h: {last}", "there is a verified backup again")]


def _shrunk_backup(success: dict[str, Any]) -> list[Problem]:
    warnings = success.get("warnings")
    if not isinstance(warnings, list) or not warnings:
        return []
    text = f"the last backup is much smaller than the one before: {'; '.join(map(str, warnings))[:MAX_WARNING_CHARS]}"
    return [Problem("backup-shrank", text, "the last backup holds as much as the ones before")]


def statistics_problems(settings: MonitorSettings, since: datetime, now: datetime) -> list[Problem]:
    """No hour was counted for too long. `since`: when this container started.

    After a night without power the last counted hour is old, which is not a problem yet.
    """
    run = read_last_run(settings.state)
    hour = parse_timestamp(run["last_hour"])
    if now - max(since, hour + HOUR if hour else since) <= MAX_STATISTICS_AGE:
        return []
    reason = run["error"] or "nginx has logged nothing"
    return [Problem("statistics", f"no log statistics for 3 h: {reason}", "there are log statistics again")]


def impossible_error_problems(settings: MonitorSettings, now: datetime) -> list[Problem]:
    """In the last hour the site reported errors that should never happen: one problem for each fingerprint."""
    newest: dict[str, tuple[datetime, str]] = {}
    for error in _impossible_errors(settings.reports, now):
        at = parse_timestamp(error.get("at"))
        if at and now - IMPOSSIBLE_ERROR_PERIOD <= at <= now + IMPOSSIBLE_ERROR_PERIOD:
            text = f"impossible: {error.get('what')} ({error.get('where')})"
            newest[str(error.get("fingerprint"))] = at, text
    newest_first = sorted(newest.items(), key=lambda item: item[1], reverse=True)[:MAX_IMPOSSIBLE_ERRORS]
    return [Problem(f"impossible:{fingerprint}", text[:200], one_off=True) for fingerprint, (_, text) in newest_first]


def _impossible_errors(folder: Path, now: datetime) -> list[dict[str, Any]]:
    errors = []
    for day in (now - IMPOSSIBLE_ERROR_PERIOD, now):
        for line in _last_lines(folder / f"impossible-{day:%Y-%m-%d}.jsonl"):
            try:
                error = json.loads(line)
            except ValueError:
                continue
            if isinstance(error, dict):
                errors.append(error)
    return errors


def _last_lines(path: Path) -> list[bytes]:
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - MAX_TAIL_BYTES))
            return file.read(MAX_TAIL_BYTES).splitlines()
    except OSError:
        return []


def _read_json(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
