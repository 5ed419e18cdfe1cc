"""A plausible year of a site, as the monitor, the backup and the releases write it: for tests, and to look at.

    python -m tests.year FOLDER

fills FOLDER/monitor, backup, releases and reports. The same seed makes the same year.
"""

import csv
import json
import math
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

HOURS = [
    *("hour", "requests", "visitors", "bots", "quiz_starts", "guesses", "plays_saved"),
    *("status_2xx", "status_3xx", "status_4xx", "status_5xx", "limited"),
    *("request_p50_ms", "request_p95_ms", "request_p99_ms", "upstream_p50_ms", "upstream_p95_ms", "upstream_p99_ms"),
    *("cache_hits", "cache_lookups", "bytes", "unreadable"),
]
TOPS = ["hour", "kind", "name", "requests"]
UPTIME = ["at", "target", "ok", "status", "seconds", "certificate_days", "reason"]
HOST = ["at", "memory_total_mb", "memory_available_mb", "disk_total_mb", "disk_used_mb"]
TARGETS = ("https://toponaut.example/", "https://staging.toponaut.example/readyz")
QUIZZES = [
    "world",
    "europe",
    "us",
    "fr",
    "de",
    "gb",
    "asia",
    "in",
    "africa",
    "br",
    "us-ca",
    "jp",
    "it",
    "es",
    "pl",
    "mx",
]
REFERRERS = ["(none)", "www.reddit.com", "news.ycombinator.com", "www.google.com", "duckduckgo.com", "www.bing.com"]
REFERRERS += ["old.reddit.com", "t.co", "de.wikipedia.org", "mastodon.social", "geography.example", "school.example"]

Row = Sequence[object]


@dataclass(frozen=True)
class Year:
    """`now`: the hour that is not over yet; everything before it is written."""

    folder: Path
    now: datetime
    days: int = 365
    seed: int = 7

    def write(self) -> None:
        """All files."""
        hours = [self.now - timedelta(hours=n) for n in range(24 * self.days, 0, -1)]
        rounds = [self.now - timedelta(minutes=15 * n) for n in range(4 * 24 * self.days, 0, -1)]
        random = Random(self.seed)  # noqa: S311 - made up, no secret
        monitor = self.folder / "monitor"
        _by_month(monitor, "hours", HOURS, (self._hour(hour, random) for hour in hours))
        _by_month(monitor, "tops", TOPS, (row for hour in hours for row in self._tops(hour, random)))
        _by_month(monitor, "uptime", UPTIME, (row for at in rounds for row in self._round(at, random)))
        _by_month(monitor, "host", HOST, (self._host(at, random) for at in rounds))
        _write_json(monitor / "status.json", self._status())
        _write_json(self.folder / "backup" / "status.json", self._backup())
        _write_lines(self.folder / "releases" / "releases.jsonl", self._releases(random))
        self._reports(random)

    def _visits(self, hour: datetime) -> float:
        """Visitors of an hour: more in the evening, at weekends, and after somebody wrote about it in spring."""
        age = (self.now - hour).total_seconds() / 86400
        daily = 1 + 0.75 * math.sin((hour.hour - 12) / 24 * 2 * math.pi)
        weekly = 1.25 if hour.weekday() >= 5 else 1
        spike = 6 * math.exp(-abs(age - 190) / 2.5) + 2.5 * math.exp(-abs(age - 66) / 1.2)
        return 90 * daily * weekly * (1.6 - age / self.days) * (1 + spike)

    def _hour(self, hour: datetime, random: Random) -> Row:
        visitors = max(1, round(self._visits(hour) * random.uniform(0.85, 1.15)))
        guesses, pages = visitors * random.randint(30, 42), visitors * 3
        requests = guesses + pages + round(visitors * random.uniform(0.5, 1.5))
        outage = random.random() < 0.004
        failed = round(requests * 0.06) if outage else round(requests * random.choice([0, 0, 0, 0, 0.0002]))
        limited = round(requests * random.choice([0, 0, 0, 0, 0, 0.003]))
        refused = round(requests * random.uniform(0.002, 0.006)) + limited
        moved = round(requests * random.uniform(0.02, 0.05))
        slow = (4 if outage else 1) * random.uniform(0.85, 1.2) * (1 + requests / 90_000)
        p50, p95, p99 = (round(base * slow, 1) for base in (3.1, 26, 55))
        lookups = round(requests * 0.92)
        hits = round(lookups * random.uniform(0.58, 0.68))
        players = [visitors, round(visitors * 0.2), round(visitors * 1.7), guesses, round(visitors * 0.1)]
        statuses = [requests - failed - refused - moved, moved, refused, failed, limited]
        times = [p50, p95, p99, round(p50 * 2.8, 1), round(p95 * 1.1, 1), round(p99 * 1.2, 1)]
        return [_text(hour), requests, *players, *statuses, *times, hits, lookups, requests * 1800, 0]

    def _tops(self, hour: datetime, random: Random) -> Iterable[Row]:
        visits = self._visits(hour)
        pages = ["/", *(f"/quizzes/{quiz}" for quiz in QUIZZES)]
        for kind, names in (("page", pages), ("quiz", QUIZZES), ("referrer", REFERRERS)):
            for rank, name in enumerate(names):
                yield [_text(hour), kind, name, 1 + round(visits * 4 / (rank + 1) * random.uniform(0.7, 1.3))]

    def _round(self, at: datetime, random: Random) -> Iterable[Row]:
        age = (self.now - at).total_seconds() / 3600
        certificate = 89 - int(age / 24) % 60
        for number, target in enumerate(TARGETS):
            # Two real outages of the site, and staging that is away now and then.
            down = (400 < age <= 402.5 or 1300 < age <= 1300.5) if number == 0 else 100 < age % 600 <= 101.5
            seconds = round(random.uniform(0.03, 0.12), 3)
            words = [503, 0.02, certificate, "answered 503"] if down else [200, seconds, certificate, ""]
            yield [_text(at), target, 0 if down else 1, *words]

    def _host(self, at: datetime, random: Random) -> Row:
        age = (self.now - at).total_seconds() / 86400
        used = 9800 - 9 * age + random.uniform(-40, 40) + (300 if at.hour == 3 else 0)
        return [_text(at), 985, round(random.uniform(380, 470) - (120 if at.hour == 3 else 0)), 25_000, round(used)]

    def _status(self) -> dict[str, object]:
        targets = [{"url": url, "state": "up", "since": _text(self.now - timedelta(days=16))} for url in TARGETS]
        statistics = {"last_hour": _text(self.now - timedelta(hours=1)), "at": _text(self.now), "error": None}
        return {"at": _text(self.now), "sms": True, "targets": targets, "alerts": [], "statistics": statistics}

    def _backup(self) -> dict[str, object]:
        at = self.now.replace(hour=3, minute=17) - timedelta(days=self.now.hour < 4)
        good = {"at": at.isoformat(), "name": f"production-{at:%Y%m%dT%H%M%SZ}-daily", "size": 41_300_000}
        good |= {"rows": 1_428_113, "plays": 60_212, "seconds": 31.4, "warnings": []}
        following = (at + timedelta(days=1)).isoformat()
        return {"state": "good", "schedule": "17 3 * * *", "next": following, "last_success": good, "last_error": None}

    def _releases(self, random: Random) -> Iterable[dict[str, object]]:
        for number in range(9):
            at = self.now - timedelta(days=(9 - number) * 21, hours=random.randint(0, 9))
            row = {"tag": f"v1.{number}.0", "commit": f"{random.getrandbits(28):07x}", "who": "ada", "kind": "deploy"}
            if number == 5:
                failed = {"result": "failed", "step": "healthy", "reason": "readyz answered 503 for 90 s"}
                yield {"at": _text(at - timedelta(hours=2)), **row, **failed, "seconds": 94}
            yield {
                "at": _text(at),
                **row,
                "result": "done",
                "step": "",
                "reason": "",
                "seconds": random.randint(38, 71),
            }

    def _reports(self, random: Random) -> None:
        label = (
            "TypeError: undefined\n"
            "    at place (src/map/image/place-labels.ts:61:20)\n"
            "    at draw (src/map/interactive-map.ts:44:5)"
        )
        errors = [
            ("TypeError: undefined is not an object", label, "/quizzes/us"),
            ("GET /api/v1/quizzes/world/match: answered 503", "", "/quizzes/world"),
            ("QuotaExceededError: quota exceeded.", "at set (src/storage/namespaced-store.ts:52:9)", "/quizzes/fr"),
        ]
        for number, (message, stack, url) in enumerate(errors):
            for turn in range(4 - number):
                at = self.now - timedelta(hours=7 * turn + 3 * number, minutes=12)
                agent = random.choice(["Safari 17.5", "Firefox 128", "Chrome 126"])
                line = {
                    "at": _text(at),
                    "fingerprint": f"{number:016x}",
                    "message": message,
                    "stack": stack,
                    "url": url,
                }
                line |= {"release": "v1.8.0", "agent": agent}
                _write_lines(self._report("client-errors", at), [{**line, "count": 2**turn}])
        at = self.now - timedelta(days=2)
        state = {"at": _text(at), "fingerprint": "f" * 16, "what": "a saved play names places that no data has"}
        place = {
            "where": "plays/played_places.py:51 saved_places",
            "release": "v1.8.0",
            "request_id": "0123456789abcdef" * 2,
        }
        _write_lines(self._report("impossible", at), [{**state, **place, "context": {"missing": 2, "first": 3117735}}])

    def _report(self, kind: str, at: datetime) -> Path:
        return self.folder / "reports" / f"{kind}-{at:%Y-%m-%d}.jsonl"


def environ(folder: Path) -> dict[str, str]:
    """The variables that make a site read this year."""
    return {f"{name.upper()}_DIR": str(folder / name) for name in ("monitor", "backup", "releases", "reports")}


def _text(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _by_month(folder: Path, kind: str, header: list[str], rows: Iterable[Row]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    months: dict[str, list[Row]] = {}
    for row in rows:
        months.setdefault(str(row[0])[:7], []).append(row)
    for month, found in months.items():
        with (folder / f"{kind}-{month}.csv").open("w", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *found])


def _write_json(path: Path, content: dict[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content))


def _write_lines(path: Path, entries: Iterable[dict[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        file.writelines(json.dumps(entry) + "\n" for entry in entries)


if __name__ == "__main__":
    Year(Path(sys.argv[1]), datetime.now(UTC).replace(minute=0, second=0, microsecond=0)).write()
