"""Counts one hour's access log.

Requests, statuses, times and bytes include bots. Visitors, quiz starts, pages and referrers are counted without bots.
"""

from collections import Counter
from pathlib import Path

from toponaut_monitor import access_log
from toponaut_monitor.access_log import LogEntry
from toponaut_monitor.counters import DistinctVisitors, DurationHistogram, NameCounter

HOUR_COLUMNS = (
    "hour", "requests", "visitors", "bots", "quiz_starts", "guesses", "plays_saved",
    "status_2xx", "status_3xx", "status_4xx", "status_5xx", "limited",
    "request_p50_ms", "request_p95_ms", "request_p99_ms", "upstream_p50_ms", "upstream_p95_ms", "upstream_p99_ms",
    "cache_hits", "cache_lookups", "bytes", "unreadable", "log_bytes",
)  # fmt: skip
TOP_NAMES_COLUMNS = ("hour", "kind", "name", "requests")
MAX_TOP_NAMES = 20  # stored for each kind
PERCENTILES = (50, 95, 99)
CREATED, TOO_MANY_REQUESTS = 201, 429

CACHE_LOOKUPS = {"HIT", "MISS", "EXPIRED", "STALE", "UPDATING", "REVALIDATED"}
CACHE_HITS = {"HIT", "STALE", "UPDATING"}  # the visitor did not wait for Django


class HourCounts:
    """`sums["log_bytes"]` is the size of the counted log. If the file is larger later, it has new lines to count."""

    def __init__(self) -> None:
        self.sums: Counter[str] = Counter()
        self.request_times, self.upstream_times = DurationHistogram(), DurationHistogram()
        self.visitors = DistinctVisitors()
        self.tops = {"page": NameCounter(), "quiz": NameCounter(), "referrer": NameCounter()}

    def add_line(self, line: bytes) -> None:
        self.sums["log_bytes"] += len(line)
        entry = access_log.parse(line)
        if entry is None:
            self.sums["unreadable"] += 1
            return
        path = access_log.path_of(entry)
        self._add_response(entry)
        self._add_guess_or_play(entry, path)
        if access_log.is_bot(entry["agent"]):
            self.sums["bots"] += 1
        else:
            self._add_visit(entry, path)

    def _add_response(self, entry: LogEntry) -> None:
        sums, status, upstream_seconds = self.sums, entry["status"], access_log.upstream_seconds(entry)
        self.request_times.add(entry["seconds"])
        if upstream_seconds is not None:
            self.upstream_times.add(upstream_seconds)
        sums["bytes"] += entry["bytes"]
        sums[f"status_{status // 100}xx"] += 1
        sums["limited"] += status == TOO_MANY_REQUESTS
        sums["cache_lookups"] += entry["cache"] in CACHE_LOOKUPS
        sums["cache_hits"] += entry["cache"] in CACHE_HITS

    def _add_guess_or_play(self, entry: LogEntry, path: str) -> None:
        """A guess is a GET request. A POST request matches a hundred names of an imported list, and is not a guess."""
        if entry["method"] == "POST":
            self.sums["plays_saved"] += path == access_log.PLAYS_PATH and entry["status"] == CREATED
        elif access_log.is_answered(entry) and (guess := access_log.GUESS_PATH.fullmatch(path)):
            self.sums["guesses"] += 1
            self.tops["quiz"].add(guess[1])

    def _add_visit(self, entry: LogEntry, path: str) -> None:
        self.visitors.add(entry["address"], entry["agent"])
        if access_log.is_page_view(entry, path):
            self.tops["page"].add(path)
            self.sums["quiz_starts"] += access_log.QUIZ_PATH.fullmatch(path) is not None
        if host := access_log.referring_host(entry):
            self.tops["referrer"].add(host)

    def row(self) -> list[object]:
        """The values of HOUR_COLUMNS, without the first one, the hour."""
        times = {
            f"{name}_p{percent}_ms": histogram.percentile(percent)
            for name, histogram in (("request", self.request_times), ("upstream", self.upstream_times))
            for percent in PERCENTILES
        }
        counts = {"requests": self.request_times.count, "visitors": self.visitors.count()}
        values: dict[str, object] = {**self.sums, **counts, **times}
        return [values.get(name, 0) for name in HOUR_COLUMNS[1:]]

    def top_rows(self) -> list[list[object]]:
        """Rows with the values of TOP_NAMES_COLUMNS, without the first one, the hour."""
        return [
            [kind, name, count] for kind, names in self.tops.items() for name, count in names.most_common(MAX_TOP_NAMES)
        ]


def count_file(path: Path) -> HourCounts:
    """Count all lines of an access log. Raises OSError."""
    counts = HourCounts()
    with path.open("rb") as lines:
        for line in lines:
            counts.add_line(line)
    return counts
