"""Formats and parses the timestamps in files (2026-11-25T00:00:00Z), and formats durations for people."""

from datetime import UTC, datetime, timedelta


def utc_now() -> datetime:
    return datetime.now(UTC)


def format_timestamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_timestamp(text: object) -> datetime | None:
    """The time; None for anything that is not a timestamp. A timestamp without a zone is read as UTC."""
    try:
        at = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def elapsed(since: datetime, now: datetime) -> timedelta:
    """How long ago a time was. A time in the future is from before the clock was set back: then this is how far ahead
    it is, so that reminders do not wait until that time has passed."""
    return abs(now - since)


def format_duration(duration: timedelta) -> str:
    """A duration like 45 s, 12 min, 3 h 05 min or 2 d 4 h; 0 s if the clock was set back meanwhile."""
    seconds = max(0, int(duration.total_seconds()))
    if seconds < 60:
        return f"{seconds} s"
    minutes, hours = seconds // 60, seconds // 3600
    if minutes < 60:
        return f"{minutes} min"
    if hours < 48:
        return f"{hours} h {minutes % 60:02} min"
    return f"{hours // 24} d {hours % 24} h"
