"""The pages, quizzes and referrers with the most requests in a time span.

A year has half a million rows, so the sums of complete months are cached.
"""

from collections import Counter
from pathlib import Path

from dashboard.month_cache import cached_month
from dashboard.month_files import month_paths, number_or_zero, read_rows
from dashboard.time_spans import TimeSpan

KINDS = ("page", "quiz", "referrer")
MAX_ROWS = 10  # in each list
MAX_NAMES_PER_MONTH = 200  # for each kind: the 201st name of a month will not be among the first of a year

CountsByKind = dict[str, Counter[str]]


def top_lists(folder: str, span: TimeSpan) -> dict[str, list[tuple[str, int]]]:
    """By kind, the names with the most requests, largest first. The monitor keeps only the top 20 of each hour."""
    totals: CountsByKind = {kind: Counter() for kind in KINDS}
    for path in month_paths(folder, "tops", span.begin, span.end):
        for kind, counts in cached_month(path, span, "tops", _month_counts).items():
            totals[kind].update(counts)
    return {kind: counts.most_common(MAX_ROWS) for kind, counts in totals.items()}


def _month_counts(path: Path, begin: str, end: str) -> CountsByKind:
    totals: CountsByKind = {kind: Counter() for kind in KINDS}
    for _, (kind, name, requests) in read_rows(path, ("kind", "name", "requests"), begin=begin, end=end):
        if kind in totals:
            totals[kind][name] += int(number_or_zero(requests))
    return {kind: Counter(dict(counts.most_common(MAX_NAMES_PER_MONTH))) for kind, counts in totals.items()}
