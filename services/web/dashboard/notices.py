"""What an operator must know before any figure: alerts that stand, and data that is old or not there."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from dashboard.months import newest, time_of
from dashboard.status_files import status
from dashboard.words import ago, when

OLD_HOURS = timedelta(hours=3)  # an hour is counted soon after its end; the monitor alerts at this too
OLD_ROUND = timedelta(hours=1)  # a round comes every 15 minutes, unless MONITOR_SECONDS says otherwise
OLD_BACKUP = timedelta(hours=26)

LOG = "“SERVICE={} make logs” says why."


def notices(now: datetime) -> list[str]:
    """Sentences; none when all is well."""
    return [*_alerts(), *_monitor(now), *_hours(now), *_backup(now)]


def _alerts() -> list[str]:
    found = status(settings.MONITOR_DIR) or {}
    return [_alert(alert) for alert in found.get("alerts") or [] if isinstance(alert, dict)]


def _alert(alert: dict[str, Any]) -> str:
    words = f"{str(alert.get('text', '')).rstrip('.')}, since {when(alert.get('since'))}."
    if alert.get("error"):
        return f"{words} No SMS could be sent: {alert['error']}"
    return words


def _monitor(now: datetime) -> list[str]:
    if not settings.MONITOR_DIR:
        return ["There is no monitor here (MONITOR_DIR is not set): nothing is counted and nothing is watched."]
    found = status(settings.MONITOR_DIR)
    at = time_of(str((found or {}).get("at", "")))
    if not found or not at:
        return [f"The monitor has not reported yet. {LOG.format('monitor')}"]
    said = []
    if now - at > OLD_ROUND:
        said.append(f"The monitor's last round was {ago(at, now)}: what follows may be old. {LOG.format('monitor')}")
    problem = (found.get("statistics") or {}).get("error")
    if problem:
        said.append(f"The log could not be counted: {problem}")
    if found.get("sms") is False:
        said.append("No SMS is sent, for Twilio is not set up: alerts stand here and in the monitor's log.")
    return said


def _hours(now: datetime) -> list[str]:
    if not settings.MONITOR_DIR:
        return []
    last = newest(settings.MONITOR_DIR, "hours", now)
    if last is None:
        return ["No hour was counted in the last month. The first comes soon after a full hour."]
    end = last + timedelta(hours=1)
    return [f"The newest hour ended {ago(end, now)}. {LOG.format('monitor')}"] if now - end > OLD_HOURS else []


def _backup(now: datetime) -> list[str]:
    if not settings.BACKUP_DIR:
        return []
    found = status(settings.BACKUP_DIR)
    if found is None:
        return [f"The backup has not reported yet. {LOG.format('backup')}"]
    if found.get("state") == "not configured":
        return ["No backups are made: BACKUP_BUCKET is not set."]
    good = time_of(str((found.get("last_success") or {}).get("at", "")))
    if good is None:
        return ["There is no verified backup yet."]
    return [f"The last verified backup was made {ago(good, now)}."] if now - good > OLD_BACKUP else []
