"""Formats times, numbers and sizes for operators. Pure functions. All times are UTC, as in every log."""

from datetime import datetime, timedelta
from typing import Any

from dashboard.month_files import parse_time

NO_VALUE = "–"  # not measured, or not a number in a file that another container has written
_NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"


def format_time(value: Any) -> str:
    """ "25 Nov 2026, 01:00", from a datetime or its ISO text."""
    moment = to_time(value)
    return f"{moment.day} {moment:%b %Y, %H:%M}" if moment else "an unknown time"


def to_time(value: Any) -> datetime | None:
    return value if isinstance(value, datetime) else parse_time(str(value or ""))


def format_age(moment: datetime, now: datetime) -> str:
    """ "5 hours ago"."""
    age = max(now - moment, timedelta())
    for unit, seconds in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if (number := int(age.total_seconds()) // seconds) >= (2 if unit == "day" else 1):
            return f"{number} {unit}{'s' if number > 1 else ''} ago"
    return "just now"


def format_megabytes(n: Any) -> str:
    """ "690 MB", "12.4 GB"."""
    if not isinstance(n, int | float):
        return NO_VALUE
    return f"{n / 1000:.1f}{_NARROW_SPACE}GB" if n >= 1000 else f"{n:.0f}{_NARROW_SPACE}MB"


def format_number(n: Any) -> str:
    """ "12,345"."""
    return f"{n:,.0f}" if isinstance(n, int | float) else NO_VALUE


def format_milliseconds(n: Any) -> str:
    return f"{n:,.0f}{_NARROW_SPACE}ms" if isinstance(n, int | float) else NO_VALUE


def format_percent(n: Any) -> str:
    return f"{n:.1f}{_NARROW_SPACE}%" if isinstance(n, int | float) else NO_VALUE
