"""Traffic over a time span: the counted hours of the access log, merged into buckets."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from dashboard.month_cache import cached_month
from dashboard.month_files import bucket_start, month_paths, number_or_zero, read_rows
from dashboard.time_spans import TimeSpan

# Columns whose values are added up.
SUM_COLUMNS = ("requests", "visitors", "bots", "quiz_starts", "guesses", "plays_saved", "status_2xx", "status_3xx",
               "status_4xx", "status_5xx", "limited", "cache_hits", "cache_lookups", "bytes")  # fmt: skip
# Milliseconds. The percentile of several hours cannot be computed from the percentiles of each. The mean is shown
# instead, weighted by the hours' requests.
MEAN_COLUMNS = ("request_p50_ms", "request_p95_ms", "request_p99_ms", "upstream_p95_ms")
FILE_COLUMNS = (*SUM_COLUMNS, *MEAN_COLUMNS)
CHART_COLUMNS = ("requests", "visitors", "bots", "quiz_starts", "guesses", "plays_saved", "status_4xx", "status_5xx",
                 "request_p50_ms", "request_p95_ms", "request_p99_ms", "hit_rate")  # fmt: skip


@dataclass(slots=True)
class TrafficBucket:
    """The sums and weighted means of some hours. `at`: its start in seconds since 1970."""

    at: int
    hours: int = 0
    sums: list[float] = field(default_factory=lambda: [0.0] * len(SUM_COLUMNS))
    weighted: list[float] = field(default_factory=lambda: [0.0] * len(MEAN_COLUMNS))
    weights: list[float] = field(default_factory=lambda: [0.0] * len(MEAN_COLUMNS))

    def add_row(self, cells: list[str]) -> None:
        """Add an hour: the texts of FILE_COLUMNS in a file's row."""
        sums = [number_or_zero(text) for text in cells[: len(SUM_COLUMNS)]]
        means, requests = cells[len(SUM_COLUMNS) :], sums[0]
        weights = [requests if text else 0.0 for text in means]
        self.merge(TrafficBucket(self.at, 1, sums, [number_or_zero(text) * requests for text in means], weights))

    def merge(self, other: "TrafficBucket") -> None:
        self.hours += other.hours
        self.sums = [a + b for a, b in zip(self.sums, other.sums, strict=True)]
        self.weighted = [a + b for a, b in zip(self.weighted, other.weighted, strict=True)]
        self.weights = [a + b for a, b in zip(self.weights, other.weights, strict=True)]

    def values(self) -> dict[str, float | None]:
        """By column. A mean without measurements is None, and so is the hit rate without cache lookups."""
        sums = dict(zip(SUM_COLUMNS, self.sums, strict=True))
        means = {
            name: round(total / weight, 1) if weight else None
            for name, total, weight in zip(MEAN_COLUMNS, self.weighted, self.weights, strict=True)
        }
        hit_rate = round(100 * sums["cache_hits"] / sums["cache_lookups"], 2) if sums["cache_lookups"] else None
        return {**{name: round(total) for name, total in sums.items()}, **means, "hit_rate": hit_rate}


def buckets(folder: str, span: TimeSpan) -> list[TrafficBucket]:
    """The buckets of a span, oldest first. A bucket without a counted hour is left out."""

    def month_buckets(path: Path, begin: str, end: str) -> list[TrafficBucket]:
        by_start: dict[int, TrafficBucket] = {}
        for at, cells in read_rows(path, FILE_COLUMNS, begin=begin, end=end):
            if (start := bucket_start(at, span.step)) is not None:
                by_start.setdefault(start, TrafficBucket(start)).add_row(cells)
        return [by_start[start] for start in sorted(by_start)]

    paths = month_paths(folder, "hours", span.begin, span.end)
    parts = [cached_month(path, span, f"traffic:{span.step}", month_buckets) for path in paths]
    return list(chain.from_iterable(parts))


def totals(buckets: Iterable[TrafficBucket]) -> dict[str, float | None] | None:
    """The values of all buckets together; None if no hour was counted."""
    whole = TrafficBucket(0)
    for bucket in buckets:
        whole.merge(bucket)
    return whole.values() if whole.hours else None


def chart_columns(buckets: list[TrafficBucket]) -> dict[str, list[Any]]:
    """One list for each column instead of one object for each bucket: a third of the bytes."""
    rows = [bucket.values() for bucket in buckets]
    return {"at": [bucket.at for bucket in buckets], **{name: [row[name] for row in rows] for name in CHART_COLUMNS}}
