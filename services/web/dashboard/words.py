"""How times and sizes are written for operators. Pure. All times are UTC, as in every log."""

from datetime import datetime, timedelta
from typing import Any

from dashboard.months import time_of

NONE = "–"  # what was not measured, or is no figure in a file that somebody else has written
_NARROW = "\N{NARROW NO-BREAK SPACE}"


def when(value: Any) -> str:
    """ "25 Nov 2026, 01:00", from a time or its text."""
    moment = value if isinstance(value, datetime) else time_of(str(value or ""))
    return f"{moment.day} {moment:%b %Y, %H:%M}" if moment else "an unknown time"


def ago(moment: datetime, now: datetime) -> str:
    """ "5 hours ago"."""
    passed = max(now - moment, timedelta())
    for unit, seconds in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if (number := int(passed.total_seconds()) // seconds) >= (2 if unit == "day" else 1):
            return f"{number} {unit}{'s' if number > 1 else ''} ago"
    return "just now"


def megabytes(n: Any) -> str:
    """MB in words: "690 MB", "12.4 GB"."""
    if not isinstance(n, int | float):
        return NONE
    return f"{n / 1000:.1f}{_NARROW}GB" if n >= 1000 else f"{n:.0f}{_NARROW}MB"


def figure(n: Any) -> str:
    """ "12,345"."""
    return f"{n:,.0f}" if isinstance(n, int | float) else NONE


def milliseconds(n: Any) -> str:
    return f"{n:,.0f}{_NARROW}ms" if isinstance(n, int | float) else NONE


def percent(n: Any) -> str:
    return f"{n:.1f}{_NARROW}%" if isinstance(n, int | float) else NONE
