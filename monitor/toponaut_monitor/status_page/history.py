"""What 90 days of checks found out about an address: how each day went, and its incidents. Pure: it reads rows only.

A check speaks for the time until the next one, but for two intervals at most. Nobody has watched the rest, and that is
never counted as up.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

MAX_DAYS = 90  # today included
MAX_INCIDENTS = 50  # of an address; a page of a flapping one stays readable
MAX_REASONS = 3  # of an incident
DAY = timedelta(days=1)
UP, DOWN, UNKNOWN = "up", "down", "unknown"  # a check is unknown if the monitor's own network was down


@dataclass(frozen=True, slots=True)
class Check:
    at: datetime
    state: str
    reason: str = ""  # in words for everybody, if the address was down


@dataclass(slots=True)
class DayHistory:
    checks: int = 0  # whose result is known
    failed: int = 0
    watched: timedelta = timedelta()


@dataclass(slots=True)
class AddressIncident:
    """Checks in a row that found the address down. `ended`: the first one that found it up; None if it is down."""

    url: str
    began: datetime
    reasons: list[str]
    ended: datetime | None = None


@dataclass(slots=True)
class AddressHistory:
    """`add` its checks in the order of time."""

    url: str
    since: datetime  # midnight, in UTC
    max_age: timedelta  # how long a check speaks for the time after it
    days: dict[date, DayHistory] = field(default_factory=dict)
    incidents: deque[AddressIncident] = field(default_factory=lambda: deque(maxlen=MAX_INCIDENTS))
    incident_count: int = 0
    last: Check | None = None

    def add(self, check: Check) -> None:
        if check.at < self.since:
            return
        self._watch_until(check.at)
        self.last = check
        if check.state == UNKNOWN:
            return
        day = self._day(check.at)
        day.checks += 1
        day.failed += check.state == DOWN
        self._update_incident(check)

    def end(self, now: datetime) -> None:
        """After the last check: what it says about the time until now."""
        self._watch_until(now)

    def state(self, now: datetime) -> str:
        """Unknown if the last check is too old."""
        return self.last.state if self.last and now - self.last.at <= self.max_age else UNKNOWN

    def all_days(self, now: datetime) -> Iterator[tuple[date, DayHistory, timedelta]]:
        """Each day, oldest first, and how much of it nobody has watched. Today is as long as it has lasted."""
        for number in range(MAX_DAYS):
            begin = self.since + number * DAY
            day = self.days.get(begin.date(), DayHistory())
            yield begin.date(), day, max(timedelta(), min(DAY, now - begin) - day.watched)

    @property
    def checks(self) -> int:
        return sum(day.checks for day in self.days.values())

    @property
    def failed(self) -> int:
        return sum(day.failed for day in self.days.values())

    def _day(self, at: datetime) -> DayHistory:
        return self.days.setdefault(at.date(), DayHistory())

    def _watch_until(self, at: datetime) -> None:
        """Count the time since the last check as watched, in the days that it belongs to."""
        if self.last is None or self.last.state == UNKNOWN:
            return
        begin, end = self.last.at, min(at, self.last.at + self.max_age)
        while begin < end:
            part_end = min(end, midnight(begin) + DAY)
            self._day(begin).watched += part_end - begin
            begin = part_end

    def _update_incident(self, check: Check) -> None:
        current = self.incidents[-1] if self.incidents and self.incidents[-1].ended is None else None
        if check.state == UP:
            if current:
                current.ended = check.at
        elif current is None:
            self.incidents.append(AddressIncident(self.url, check.at, [check.reason]))
            self.incident_count += 1
        elif check.reason not in current.reasons and len(current.reasons) < MAX_REASONS:
            current.reasons.append(check.reason)


def first_midnight(now: datetime) -> datetime:
    """When the oldest of the shown days began."""
    return midnight(now) - (MAX_DAYS - 1) * DAY


def midnight(at: datetime) -> datetime:
    return datetime.combine(at.astimezone(UTC).date(), time(), UTC)
