"""Pure: the time that charts show, and how coarsely: a year of hours has more points than a screen has columns."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

HOUR, DAY = 3600, 86400  # seconds

SPANS = {"day": 1, "week": 7, "month": 31, "year": 366}  # days
SHORTEST, LONGEST = 3 * HOUR, 400 * DAY

# A step for spans up to so many seconds: at most 240, 248 and 400 points.
_STEPS = ((10 * DAY, HOUR), (62 * DAY, 6 * HOUR), (LONGEST, DAY))


@dataclass(frozen=True, slots=True)
class Span:
    """From `begin` on, before `end`, in buckets of `step` seconds that begin with the step's multiples since 1970."""

    begin: datetime
    end: datetime

    @property
    def step(self) -> int:
        seconds = (self.end - self.begin).total_seconds()
        return next(step for most, step in _STEPS if seconds <= most)


def last(days: int, now: datetime) -> Span:
    """The last days up to the end of this hour."""
    end = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return Span(end - timedelta(days=days), end)


def between(begin: str, end: str) -> Span | None:
    """The span between two numbers of seconds since 1970, in whole hours; None for what is none."""
    if not (begin.isascii() and begin.isdigit() and end.isascii() and end.isdigit()) or max(len(begin), len(end)) > 10:
        return None
    first, after = int(begin) // HOUR * HOUR, -(-int(end) // HOUR) * HOUR
    if not SHORTEST <= after - first <= LONGEST:
        return None
    return Span(datetime.fromtimestamp(first, UTC), datetime.fromtimestamp(after, UTC))
