from datetime import datetime
from typing import Any

from django import template

from dashboard import words
from dashboard.months import time_of
from dashboard.uptime import Day

register = template.Library()

register.filter("figure", words.figure)
register.filter("milliseconds", words.milliseconds)
register.filter("when", words.when)
register.filter("rate", words.percent)


@register.filter
def ago(value: Any, now: datetime) -> str:
    moment = value if isinstance(value, datetime) else time_of(str(value or ""))
    return words.ago(moment, now) if moment else "never"


@register.filter
def size(n: Any) -> str:
    """Bytes."""
    return words.megabytes(float(n) / 1e6) if isinstance(n, int | float) else "–"


@register.filter
def share_of(n: int, most: int) -> str:
    """A bar's length in percent of the longest; it begins at 0."""
    return f"{100 * n / most:.1f}" if most else "0"


LEAST_SEEN = 4  # of a bar's height: what failed at all is at least seen


@register.filter
def fallen(day: Day, height: int) -> str:
    """How much of a day's bar is drawn as failed, from its foot up."""
    return f"{max(height * day.failed_share, LEAST_SEEN):.1f}" if day.failed else "0"


@register.filter
def left(day: Day, height: int) -> str:
    """What is above that."""
    return f"{height - float(fallen(day, height)):.1f}"
