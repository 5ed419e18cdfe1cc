"""The host's memory and disk over a time span: the maximum of each bucket, because the maximum is what runs out."""

from itertools import chain
from pathlib import Path
from typing import Any

from dashboard.month_cache import cached_month
from dashboard.month_files import bucket_start, month_paths, number_or_zero, read_rows
from dashboard.time_spans import TimeSpan

FILE_COLUMNS = ("memory_total_mb", "memory_available_mb", "disk_total_mb", "disk_used_mb")
CHART_COLUMNS = ("memory_used_mb", "memory_total_mb", "disk_used_mb", "disk_total_mb")

HostBucket = tuple[int, int, int, int, int]  # start in seconds since 1970, and CHART_COLUMNS


def chart_columns(folder: str, span: TimeSpan) -> dict[str, list[Any]]:
    """One list for each column, the oldest bucket first."""

    def month_buckets(path: Path, begin: str, end: str) -> list[HostBucket]:
        buckets: dict[int, HostBucket] = {}
        for at, values in read_rows(path, FILE_COLUMNS, begin=begin, end=end):
            start = bucket_start(at, span.step)
            if start is not None:
                buckets[start] = _merged(buckets.get(start), start, [round(number_or_zero(text)) for text in values])
        return [buckets[start] for start in sorted(buckets)]

    paths = month_paths(folder, "host", span.begin, span.end)
    rows = list(chain.from_iterable(cached_month(path, span, f"host:{span.step}", month_buckets) for path in paths))
    return {name: [row[index] for row in rows] for index, name in enumerate(("at", *CHART_COLUMNS))}


def _merged(bucket: HostBucket | None, start: int, values: list[int]) -> HostBucket:
    """The bucket with the values of one more row."""
    memory_total, memory_available, disk_total, disk_used = values
    _, max_memory_used, _, max_disk_used, _ = bucket or (0, 0, 0, 0, 0)
    memory_used = memory_total - memory_available
    return start, max(max_memory_used, memory_used), memory_total, max(max_disk_used, disk_used), disk_total
