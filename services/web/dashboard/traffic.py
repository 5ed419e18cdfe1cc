"""The hours of the access log, drawn together into the buckets of a span."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from dashboard.months import months, number, read, start_of
from dashboard.spans import Span
from dashboard.whole_months import kept_or_made

# Columns that are added up.
SUMS = ("requests", "visitors", "bots", "quiz_starts", "guesses", "plays_saved", "status_2xx", "status_3xx",
        "status_4xx", "status_5xx", "limited", "cache_hits", "cache_lookups", "bytes")  # fmt: skip
# Milliseconds. A percentile of many hours cannot be had from the hours' own: what is shown is their mean, in which each
# counts with its requests.
MEANS = ("request_p50_ms", "request_p95_ms", "request_p99_ms", "upstream_p95_ms")
COLUMNS = (*SUMS, *MEANS)


SHOWN = ("requests", "visitors", "bots", "quiz_starts", "guesses", "plays_saved", "status_4xx", "status_5xx",
         "request_p50_ms", "request_p95_ms", "request_p99_ms", "hit_rate")  # fmt: skip


@dataclass(slots=True)
class Bucket:
    """What some hours come to. `at`: seconds since 1970."""

    at: int
    hours: int = 0
    sums: list[float] = field(default_factory=lambda: [0.0] * len(SUMS))
    weighted: list[float] = field(default_factory=lambda: [0.0] * len(MEANS))
    weights: list[float] = field(default_factory=lambda: [0.0] * len(MEANS))

    def add(self, values: list[str]) -> None:
        """One row of a file."""
        sums = [number(text) for text in values[: len(SUMS)]]
        means, requests = values[len(SUMS) :], sums[0]
        weights = [requests if text else 0.0 for text in means]
        self.merge(Bucket(self.at, 1, sums, [number(text) * requests for text in means], weights))

    def merge(self, other: "Bucket") -> None:
        self.hours += other.hours
        self.sums = [a + b for a, b in zip(self.sums, other.sums, strict=True)]
        self.weighted = [a + b for a, b in zip(self.weighted, other.weighted, strict=True)]
        self.weights = [a + b for a, b in zip(self.weights, other.weights, strict=True)]

    def figures(self) -> dict[str, float | None]:
        """By column; a mean is None where nothing was measured, and so is the hit rate where nothing was looked up."""
        sums = dict(zip(SUMS, self.sums, strict=True))
        means = {
            name: round(total / weight, 1) if weight else None
            for name, total, weight in zip(MEANS, self.weighted, self.weights, strict=True)
        }
        hit_rate = round(100 * sums["cache_hits"] / sums["cache_lookups"], 2) if sums["cache_lookups"] else None
        return {**{name: round(total) for name, total in sums.items()}, **means, "hit_rate": hit_rate}


def buckets(folder: str, span: Span) -> list[Bucket]:
    """Oldest first; where no hour was counted there is none."""

    def drawn_together(path: Path, first: str, last: str) -> list[Bucket]:
        found: dict[int, Bucket] = {}
        for at, values in read(path, COLUMNS, first=first, last=last):
            if (start := start_of(at, span.step)) is not None:
                found.setdefault(start, Bucket(start)).add(values)
        return [found[start] for start in sorted(found)]

    paths = months(folder, "hours", span.begin, span.end)
    parts = [kept_or_made(path, span, f"traffic:{span.step}", drawn_together) for path in paths]
    return list(chain.from_iterable(parts))


def total(found: Iterable[Bucket]) -> dict[str, float | None] | None:
    """What buckets come to together; None without a single hour."""
    whole = Bucket(0)
    for bucket in found:
        whole.merge(bucket)
    return whole.figures() if whole.hours else None


def columns(found: list[Bucket]) -> dict[str, list[Any]]:
    """A list for each column instead of an object for each bucket: a third of the bytes."""
    figures = [bucket.figures() for bucket in found]
    return {"at": [bucket.at for bucket in found], **{name: [row[name] for row in figures] for name in SHOWN}}
