"""Template filters: formatted values, and the lengths of bars."""

from datetime import datetime
from typing import Any

from django import template

from dashboard import formatting
from dashboard.uptime import UptimeDay

register = template.Library()

register.filter("number", formatting.format_number)
register.filter("milliseconds", formatting.format_milliseconds)
register.filter("utc_time", formatting.format_time)
register.filter("percent", formatting.format_percent)

MIN_FAILED_HEIGHT = 4  # height of the failed part of a day's bar: even a single failure must be visible


@register.filter
def age(value: Any, now: datetime) -> str:
    moment = formatting.to_time(value)
    return formatting.format_age(moment, now) if moment else "never"


@register.filter
def bytes_as_mb(n: Any) -> str:
    return formatting.format_megabytes(float(n) / 1e6) if isinstance(n, int | float) else formatting.NO_VALUE


@register.filter
def percent_of(n: int, largest: int) -> str:
    """The length of a bar, in percent of the longest one."""
    return f"{100 * n / largest:.1f}" if largest else "0"


@register.filter
def failed_height(day: UptimeDay, height: int) -> str:
    """The height of the failed part of a day's bar, which is drawn at the bottom."""
    return f"{max(height * day.failed_share, MIN_FAILED_HEIGHT):.1f}" if day.failed else "0"


@register.filter
def failed_top(day: UptimeDay, height: int) -> str:
    """The distance from the top of a day's bar to its failed part."""
    return f"{height - float(failed_height(day, height)):.1f}"
