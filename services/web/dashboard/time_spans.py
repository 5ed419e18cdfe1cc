"""The time span that the charts show, and the length of its buckets: a screen has no room for every hour of a year."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

# In seconds
HOUR, DAY = 3600, 86400
MIN_SPAN, MAX_SPAN = 3 * HOUR, 400 * DAY

SPAN_DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}

# The longest span for each step, and the step. A span has at most 240, 248 and 400 buckets.
_STEPS = ((10 * DAY, HOUR), (62 * DAY, 6 * HOUR), (MAX_SPAN, DAY))


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """`begin` <= time < `end`. Buckets have `step` seconds, and begin at multiples of that since 1970."""

    begin: datetime
    end: datetime

    @property
    def step(self) -> int:
        seconds = (self.end - self.begin).total_seconds()
        return next(step for max_seconds, step in _STEPS if seconds <= max_seconds)


def last_days(days: int, now: datetime) -> TimeSpan:
    """The last days, up to the end of the current hour."""
    end = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return TimeSpan(end - timedelta(days=days), end)


def parse_span(begin: str, end: str) -> TimeSpan | None:
    """The span between two numbers of seconds since 1970, widened to whole hours; None for invalid input."""
    if not (begin.isascii() and begin.isdigit() and end.isascii() and end.isdigit()) or max(len(begin), len(end)) > 10:
        return None
    first, after = int(begin) // HOUR * HOUR, -(-int(end) // HOUR) * HOUR
    if not MIN_SPAN <= after - first <= MAX_SPAN:
        return None
    return TimeSpan(datetime.fromtimestamp(first, UTC), datetime.fromtimestamp(after, UTC))
