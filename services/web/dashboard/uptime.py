"""The uptime of the watched addresses: probes by day, and outages from the first failure to the next success."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dashboard.month_files import number_or_zero, parse_time, rows_between
from dashboard.status_files import read_status

DAYS = 90
MAX_OUTAGES = 8  # shown for each address, the newest ones


@dataclass(slots=True)
class Outage:
    """A time without a successful probe. `end` is None while the outage lasts."""

    begin: datetime
    end: datetime | None
    reason: str

    @property
    def minutes(self) -> int | None:
        return round((self.end - self.begin).total_seconds() / 60) if self.end else None


@dataclass(slots=True)
class UptimeDay:
    """`day`: like 2026-11-25, in UTC."""

    day: str
    probes: int = 0
    failed: int = 0

    @property
    def failed_share(self) -> float:
        return self.failed / self.probes if self.probes else 0.0


@dataclass(slots=True)
class UptimeTarget:
    """A watched address, with its probes of the last days."""

    url: str
    days: dict[str, UptimeDay]
    outages: list[Outage] = field(default_factory=list)
    probes: int = 0
    failed: int = 0
    up: bool = True
    last: datetime | None = None
    seconds: float = 0.0
    certificate_days: int | None = None
    certificate_issuer: str = ""

    @property
    def percent(self) -> float:
        """The percentage of probes that succeeded. It is never rounded up to 100."""
        share = 100 * (1 - self.failed / self.probes) if self.probes else 0.0
        return share if share == 100 else min(int(share * 100) / 100, 99.99)

    @property
    def latest_outages(self) -> list[Outage]:
        """The last outages, newest first."""
        return self.outages[::-1][:MAX_OUTAGES]

    def add_probe(self, at: datetime, *, up: bool, reason: str) -> None:
        """Add the next probe. Probes must be added in the order of time."""
        self.probes += 1
        day = self.days.setdefault(f"{at:%Y-%m-%d}", UptimeDay(f"{at:%Y-%m-%d}"))
        day.probes += 1
        if not up:
            self.failed += 1
            day.failed += 1
            if self.up or not self.outages:
                self.outages.append(Outage(at, None, reason))
        elif not self.up and self.outages:
            self.outages[-1].end = at
        self.up, self.last = up, at


def targets(folder: str, now: datetime) -> list[UptimeTarget]:
    """Every address that was probed in the last days, sorted by address."""
    found: dict[str, UptimeTarget] = {}
    begin = (now - timedelta(days=DAYS - 1)).replace(hour=0, minute=0, second=0, microsecond=0)
    days = [f"{begin + timedelta(days=n):%Y-%m-%d}" for n in range(DAYS)]
    columns = ("target", "ok", "seconds", "certificate_days", "reason")
    rows = rows_between(folder, "uptime", begin, now + timedelta(days=1), columns)
    for at, (url, ok, seconds, certificate_days, reason) in rows:
        moment = parse_time(at)
        if moment is None:
            continue
        if url not in found:
            found[url] = UptimeTarget(url, {day: UptimeDay(day) for day in days})
        target = found[url]
        target.add_probe(moment, up=ok == "1", reason=reason)
        target.seconds = number_or_zero(seconds)
        target.certificate_days = int(number_or_zero(certificate_days)) if certificate_days else None
    for url, issuer in _issuers(folder).items():
        if url in found:
            found[url].certificate_issuer = issuer
    return [found[url] for url in sorted(found)]


def _issuers(folder: str) -> dict[str, str]:
    """Who issued the certificate of each address, as the monitor's last round saw it."""
    targets = (read_status(folder) or {}).get("targets")
    named = [target for target in targets if isinstance(target, dict)] if isinstance(targets, list) else []
    return {str(target.get("url")): str(target.get("certificate_issuer") or "") for target in named}
