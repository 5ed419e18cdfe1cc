"""Whether the watched addresses answered: by day, and each outage from its first failure to the next success."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dashboard.months import number, rows, time_of

DAYS = 90
MOST_OUTAGES = 8  # the newest of each address


@dataclass(slots=True)
class Outage:
    """`end` is None while it lasts."""

    begin: datetime
    end: datetime | None
    reason: str

    @property
    def minutes(self) -> int | None:
        return round((self.end - self.begin).total_seconds() / 60) if self.end else None


@dataclass(slots=True)
class Day:
    day: str
    rounds: int = 0
    failed: int = 0

    @property
    def failed_share(self) -> float:
        return self.failed / self.rounds if self.rounds else 0.0


@dataclass(slots=True)
class Target:
    """An address that is watched, with its rounds of the last days."""

    url: str
    days: dict[str, Day]
    outages: list[Outage] = field(default_factory=list)
    rounds: int = 0
    failed: int = 0
    up: bool = True
    last: datetime | None = None
    seconds: float = 0.0
    certificate_days: int | None = None

    @property
    def percent(self) -> float:
        """Of rounds that were well. Never rounded up to 100."""
        share = 100 * (1 - self.failed / self.rounds) if self.rounds else 0.0
        return share if share == 100 else min(int(share * 100) / 100, 99.99)

    @property
    def shown_outages(self) -> list[Outage]:
        """The newest first."""
        return self.outages[::-1][:MOST_OUTAGES]

    def note(self, at: datetime, *, up: bool, reason: str) -> None:
        self.rounds += 1
        day = self.days.setdefault(f"{at:%Y-%m-%d}", Day(f"{at:%Y-%m-%d}"))
        day.rounds += 1
        if not up:
            self.failed += 1
            day.failed += 1
            if self.up or not self.outages:
                self.outages.append(Outage(at, None, reason))
        elif not self.up and self.outages:
            self.outages[-1].end = at
        self.up, self.last = up, at


def targets(folder: str, now: datetime) -> list[Target]:
    """By address; every one that was tried in the last days."""
    found: dict[str, Target] = {}
    begin = (now - timedelta(days=DAYS - 1)).replace(hour=0, minute=0, second=0, microsecond=0)
    days = [f"{begin + timedelta(days=n):%Y-%m-%d}" for n in range(DAYS)]
    columns = ("target", "ok", "seconds", "certificate_days", "reason")
    for at, (url, ok, seconds, certificate, reason) in rows(folder, "uptime", begin, now + timedelta(days=1), columns):
        moment = time_of(at)
        if moment is None:
            continue
        if url not in found:
            found[url] = Target(url, {day: Day(day) for day in days})
        target = found[url]
        target.note(moment, up=ok == "1", reason=reason)
        target.seconds = number(seconds)
        target.certificate_days = int(number(certificate)) if certificate else None
    return [found[url] for url in sorted(found)]
