"""How the last publication of the status page ended, and the problem that it has not been published for too long."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from toponaut_monitor.file_access import write_atomically
from toponaut_monitor.incidents import Problem
from toponaut_monitor.settings import MonitorSettings
from toponaut_monitor.timestamps import format_timestamp, parse_timestamp

LAST_RUN_FILE = "status-page.json"  # {"at": when it was last published, "error": why it was not since}
MIN_ALERT_AGE = timedelta(hours=1)
MIN_FAILED_ROUNDS = 3


def status_page_problems(settings: MonitorSettings, since: datetime, now: datetime) -> list[Problem]:
    """The page has not been published for too long. `since`: when this container started."""
    if settings.status_page is None:
        return []
    run = _read_last_run(settings.state)
    published = parse_timestamp(run.get("at")) or since
    max_age = max(MIN_ALERT_AGE, MIN_FAILED_ROUNDS * timedelta(seconds=settings.seconds))
    if now - max(since, published) <= max_age:
        return []
    reason = run.get("error") or "`monitor publish` did not end"
    text = f"the status page was last published at {format_timestamp(published)}: {reason}"
    return [Problem("status-page", text, "the status page is published again")]


def record_success(folder: Path, now: datetime) -> None:
    _record(folder, now, None)


def record_failure(folder: Path, error: str, now: datetime) -> None:
    """A last success in the future is from before the clock was set back: it would hide the failure until then."""
    last = parse_timestamp(_read_last_run(folder).get("at"))
    _record(folder, last if last and last <= now else None, error)


def _record(folder: Path, at: datetime | None, error: str | None) -> None:
    content = {"at": at and format_timestamp(at), "error": error}
    write_atomically(folder / LAST_RUN_FILE, json.dumps(content))


def _read_last_run(folder: Path) -> dict[str, object]:
    try:
        content = json.loads((folder / LAST_RUN_FILE).read_bytes())
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
