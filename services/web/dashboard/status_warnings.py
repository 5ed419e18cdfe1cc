"""Warnings at the top of the dashboard: active alerts, data that is old, and data that is missing."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from dashboard.formatting import format_age, format_time
from dashboard.month_files import newest_time, parse_time
from dashboard.status_files import read_status

MAX_HOURS_AGE = timedelta(hours=3)  # an hour is counted soon after its end; the monitor alerts at this age too
MAX_ROUND_AGE = timedelta(hours=1)  # the monitor makes a round every 15 minutes, unless MONITOR_SECONDS is set
MAX_BACKUP_AGE = timedelta(hours=26)

LOG_HINT = "“SERVICE={} make logs” says why."


def status_warnings(now: datetime) -> list[str]:
    """Sentences for the operator; an empty list if all is well."""
    return [*_alerts(), *_monitor_warnings(now), *_hours_warnings(now), *_backup_warnings(now)]


def _alerts() -> list[str]:
    status = read_status(settings.MONITOR_DIR) or {}
    return [_alert_text(alert) for alert in status.get("alerts") or [] if isinstance(alert, dict)]


def _alert_text(alert: dict[str, Any]) -> str:
    text = f"{str(alert.get('text', '')).rstrip('.')}, since {format_time(alert.get('since'))}."
    if alert.get("error"):
        return f"{text} Not every channel could send it: {alert['error']}"
    return text


def _monitor_warnings(now: datetime) -> list[str]:
    if not settings.MONITOR_DIR:
        return ["No monitor is installed (MONITOR_DIR is not set), so nothing is counted and nothing is watched."]
    status = read_status(settings.MONITOR_DIR)
    at = parse_time(str((status or {}).get("at", "")))
    if not status or not at:
        return [f"The monitor has not reported yet. {LOG_HINT.format('monitor')}"]
    warnings = []
    if now - at > MAX_ROUND_AGE:
        age = format_age(at, now)
        warnings.append(f"The monitor's last round was {age}: the data below may be old. {LOG_HINT.format('monitor')}")
    problem = (status.get("statistics") or {}).get("error")
    if problem:
        warnings.append(f"The access log could not be counted: {problem}")
    if status.get("channels") == []:
        warnings.append("Alerts are only here and in the monitor's log: neither SMS, e-mail nor a webhook is set up.")
    return warnings


def _hours_warnings(now: datetime) -> list[str]:
    if not settings.MONITOR_DIR:
        return []
    newest = newest_time(settings.MONITOR_DIR, "hours", now)
    if newest is None:
        return ["No hour was counted in the last month. The first hour is counted soon after its end."]
    end = newest + timedelta(hours=1)
    if now - end <= MAX_HOURS_AGE:
        return []
    return [f"The newest counted hour ended {format_age(end, now)}. {LOG_HINT.format('monitor')}"]


def _backup_warnings(now: datetime) -> list[str]:
    if not settings.BACKUP_DIR:
        return []
    status = read_status(settings.BACKUP_DIR)
    if status is None:
        return [f"The backup has not reported yet. {LOG_HINT.format('backup')}"]
    if status.get("state") == "not configured":
        return ["No backups are made: BACKUP_BUCKET is not set."]
    success = status.get("last_success") or {}
    shrank = [
        f"The last backup is much smaller than the one before: {warning}." for warning in success.get("warnings") or []
    ]
    verified_at = parse_time(str(success.get("at", "")))
    if verified_at is None:
        return ["There is no verified backup yet."]
    if now - verified_at <= MAX_BACKUP_AGE:
        return shrank
    return [*shrank, f"The last verified backup was made {format_age(verified_at, now)}."]
