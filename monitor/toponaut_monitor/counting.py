"""What an hour's lines come to.

What bots do counts in requests, answers, times and bytes; visitors, quiz starts, pages and referrers are people's.
"""

from collections import Counter
from pathlib import Path

from toponaut_monitor import logs
from toponaut_monitor.logs import Line
from toponaut_monitor.measures import Names, Times, Visitors

HEADS = (
    "hour", "requests", "visitors", "bots", "quiz_starts", "guesses", "plays_saved",
    "status_2xx", "status_3xx", "status_4xx", "status_5xx", "limited",
    "request_p50_ms", "request_p95_ms", "request_p99_ms", "upstream_p50_ms", "upstream_p95_ms", "upstream_p99_ms",
    "cache_hits", "cache_lookups", "bytes", "unreadable", "log_bytes",
)  # fmt: skip
TOP_HEADS = ("hour", "kind", "name", "requests")
TOP = 20  # of each kind
PERCENTS = (50, 95, 99)
CREATED, LIMITED = 201, 429

LOOKED_UP = {"HIT", "MISS", "EXPIRED", "STALE", "UPDATING", "REVALIDATED"}
HITS = {"HIT", "STALE", "UPDATING"}  # the visitor did not wait for Django


class Hour:
    """`log_bytes`: how much of the file its sums are of. A line that comes after all makes the file larger."""

    def __init__(self) -> None:
        self.sums: Counter[str] = Counter()
        self.requests, self.upstreams, self.visitors = Times(), Times(), Visitors()
        self.tops = {"page": Names(), "quiz": Names(), "referrer": Names()}

    def add(self, raw: bytes) -> None:
        self.sums["log_bytes"] += len(raw)
        line = logs.parse(raw)
        if line is None:
            self.sums["unreadable"] += 1
            return
        path = logs.path_of(line)
        self._add_answer(line)
        self._add_play(line, path)
        if logs.is_bot(line["agent"]):
            self.sums["bots"] += 1
        else:
            self._add_visit(line, path)

    def _add_answer(self, line: Line) -> None:
        sums, status, asked = self.sums, line["status"], logs.upstream(line)
        self.requests.add(line["seconds"])
        if asked is not None:
            self.upstreams.add(asked)
        sums["bytes"] += line["bytes"]
        sums[f"status_{status // 100}xx"] += 1
        sums["limited"] += status == LIMITED
        sums["cache_lookups"] += line["cache"] in LOOKED_UP
        sums["cache_hits"] += line["cache"] in HITS

    def _add_play(self, line: Line, path: str) -> None:
        """Of a list that was imported each hundred is a request of another kind: it counts as no guess."""
        if line["method"] == "POST":
            self.sums["plays_saved"] += path == logs.PLAYS and line["status"] == CREATED
        elif logs.answered(line) and (quiz := logs.GUESS.fullmatch(path)):
            self.sums["guesses"] += 1
            self.tops["quiz"].add(quiz[1])

    def _add_visit(self, line: Line, path: str) -> None:
        self.visitors.add(line["address"], line["agent"])
        if logs.page(line, path):
            self.tops["page"].add(path)
            self.sums["quiz_starts"] += logs.QUIZ.fullmatch(path) is not None
        if host := logs.referrer(line):
            self.tops["referrer"].add(host)

    def row(self) -> list[object]:
        """The columns after the hour."""
        times = {
            f"{name}_p{percent}_ms": of.percentile(percent)
            for name, of in (("request", self.requests), ("upstream", self.upstreams))
            for percent in PERCENTS
        }
        counts = {"requests": self.requests.count, "visitors": self.visitors.count()}
        found: dict[str, object] = {**self.sums, **counts, **times}
        return [found.get(name, 0) for name in HEADS[1:]]

    def top_rows(self) -> list[list[object]]:
        return [[kind, name, count] for kind, names in self.tops.items() for name, count in names.largest(TOP)]


def count(file: Path) -> Hour:
    """All of a file's lines. Raises OSError."""
    found = Hour()
    with file.open("rb") as lines:
        for raw in lines:
            found.add(raw)
    return found
