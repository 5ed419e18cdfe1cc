"""The machine's memory and disk, by the buckets of a span: the most of each, for that is what runs out."""

from itertools import chain
from pathlib import Path
from typing import Any

from dashboard.months import months, number, read, start_of
from dashboard.spans import Span
from dashboard.whole_months import kept_or_made

COLUMNS = ("memory_total_mb", "memory_available_mb", "disk_total_mb", "disk_used_mb")
NAMES = ("memory_used_mb", "memory_total_mb", "disk_used_mb", "disk_total_mb")

Row = tuple[int, int, int, int, int]  # seconds since 1970, and NAMES


def columns(folder: str, span: Span) -> dict[str, list[Any]]:
    """A list for each column."""

    def drawn_together(path: Path, first: str, last: str) -> list[Row]:
        found: dict[int, Row] = {}
        for at, values in read(path, COLUMNS, first=first, last=last):
            start = start_of(at, span.step)
            if start is not None:
                found[start] = _most(found.get(start), start, [round(number(text)) for text in values])
        return [found[start] for start in sorted(found)]

    paths = months(folder, "host", span.begin, span.end)
    rows = list(chain.from_iterable(kept_or_made(path, span, f"host:{span.step}", drawn_together) for path in paths))
    return {name: [row[place] for row in rows] for place, name in enumerate(("at", *NAMES))}


def _most(before: Row | None, start: int, values: list[int]) -> Row:
    memory, available, disk, used = values
    _, most_memory, _, most_disk, _ = before or (0, 0, 0, 0, 0)
    return start, max(most_memory, memory - available), memory, max(most_disk, used), disk
