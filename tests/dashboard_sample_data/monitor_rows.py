"""Rows of the monitor's CSV files: requests by the hour, probes, and the machine's memory and disk."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from random import Random

from tests.dashboard_sample_data.file_formats import Row, timestamp

HOUR_COLUMNS = [
    *("hour", "requests", "visitors", "bots", "quiz_starts", "guesses", "plays_saved"),
    *("status_2xx", "status_3xx", "status_4xx", "status_5xx", "limited"),
    *("request_p50_ms", "request_p95_ms", "request_p99_ms", "upstream_p50_ms", "upstream_p95_ms", "upstream_p99_ms"),
    *("cache_hits", "cache_lookups", "bytes", "unreadable"),
]
TOP_NAMES_COLUMNS = ["hour", "kind", "name", "requests"]
UPTIME_HEADERS = ["at", "target", "ok", "status", "seconds", "certificate_days", "reason"]
HOST_HEADERS = ["at", "memory_total_mb", "memory_available_mb", "disk_total_mb", "disk_used_mb"]
TARGETS = ("https://toponaut.example/", "https://staging.toponaut.example/readyz")
QUIZZES = [
    *("world", "europe", "us", "fr", "de", "gb", "asia", "in"),
    *("africa", "br", "us-ca", "jp", "it", "es", "pl", "mx"),
]
REFERRERS = [
    *("(none)", "www.reddit.com", "news.ycombinator.com", "www.google.com", "duckduckgo.com", "www.bing.com"),
    *("old.reddit.com", "t.co", "de.wikipedia.org", "mastodon.social", "geography.example", "school.example"),
]


@dataclass(frozen=True)
class MonitorRows:
    """`now`: the start of the current hour. `days` before it have data."""

    now: datetime
    days: int
    random: Random

    def _expected_visitors(self, hour: datetime) -> float:
        """More in the evening and at weekends, with two peaks, and growing over the year."""
        age_days = (self.now - hour).total_seconds() / 86400
        daily = 1 + 0.75 * math.sin((hour.hour - 12) / 24 * 2 * math.pi)
        weekly = 1.25 if hour.weekday() >= 5 else 1
        peaks = 6 * math.exp(-abs(age_days - 190) / 2.5) + 2.5 * math.exp(-abs(age_days - 66) / 1.2)
        return 90 * daily * weekly * (1.6 - age_days / self.days) * (1 + peaks)

    def hour(self, hour: datetime) -> Row:
        visitors = max(1, round(self._expected_visitors(hour) * self.random.uniform(0.85, 1.15)))
        guesses, pages = visitors * self.random.randint(30, 42), visitors * 3
        requests = guesses + pages + round(visitors * self.random.uniform(0.5, 1.5))
        outage = self.random.random() < 0.004
        server_errors = round(requests * 0.06) if outage else round(requests * self.random.choice([0, 0, 0, 0, 0.0002]))
        limited = round(requests * self.random.choice([0, 0, 0, 0, 0, 0.003]))
        client_errors = round(requests * self.random.uniform(0.002, 0.006)) + limited
        redirects = round(requests * self.random.uniform(0.02, 0.05))
        slowness = (4 if outage else 1) * self.random.uniform(0.85, 1.2) * (1 + requests / 90_000)
        p50, p95, p99 = (round(base * slowness, 1) for base in (3.1, 26, 55))
        lookups = round(requests * 0.92)
        hits = round(lookups * self.random.uniform(0.58, 0.68))
        people = [visitors, round(visitors * 0.2), round(visitors * 1.7), guesses, round(visitors * 0.1)]
        successes = requests - server_errors - client_errors - redirects
        statuses = [successes, redirects, client_errors, server_errors, limited]
        times = [p50, p95, p99, round(p50 * 2.8, 1), round(p95 * 1.1, 1), round(p99 * 1.2, 1)]
        return [timestamp(hour), requests, *people, *statuses, *times, hits, lookups, requests * 1800, 0]

    def tops(self, hour: datetime) -> Iterable[Row]:
        visitors = self._expected_visitors(hour)
        pages = ["/", *(f"/quizzes/{quiz}" for quiz in QUIZZES)]
        for kind, names in (("page", pages), ("quiz", QUIZZES), ("referrer", REFERRERS)):
            for rank, name in enumerate(names):
                requests = 1 + round(visitors * 4 / (rank + 1) * self.random.uniform(0.7, 1.3))
                yield [timestamp(hour), kind, name, requests]

    def probes(self, at: datetime) -> Iterable[Row]:
        """One row per target. The site had two outages; staging is often down for a while."""
        age_hours = (self.now - at).total_seconds() / 3600
        certificate_days = 89 - int(age_hours / 24) % 60
        site_down = 400 < age_hours <= 402.5 or 1300 < age_hours <= 1300.5
        staging_down = 100 < age_hours % 600 <= 101.5
        for target, down in zip(TARGETS, (site_down, staging_down), strict=True):
            seconds = round(self.random.uniform(0.03, 0.12), 3)
            result = [503, 0.02, certificate_days, "answered 503"] if down else [200, seconds, certificate_days, ""]
            yield [timestamp(at), target, 0 if down else 1, *result]

    def host(self, at: datetime) -> Row:
        """Each night's backup takes memory and disk for an hour."""
        age_days = (self.now - at).total_seconds() / 86400
        disk_used = 9800 - 9 * age_days + self.random.uniform(-40, 40) + (300 if at.hour == 3 else 0)
        memory_available = round(self.random.uniform(380, 470) - (120 if at.hour == 3 else 0))
        return [timestamp(at), 985, memory_available, 25_000, round(disk_used)]
