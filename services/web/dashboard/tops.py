"""The pages, quizzes and referrers with the most requests in a span.

A year has half a million rows: of each month that lies in it whole, the sums are kept.
"""

from collections import Counter
from pathlib import Path

from dashboard.months import months, number, read
from dashboard.spans import Span
from dashboard.whole_months import kept_or_made

KINDS = ("page", "quiz", "referrer")
SHOWN = 10
KEPT = 200  # names of each kind in a month: the 201st of a month is no first of a year

Tops = dict[str, Counter[str]]


def tops(folder: str, span: Span) -> dict[str, list[tuple[str, int]]]:
    """By kind the largest, largest first. Those of an hour that were not among its 20 are not known."""
    found: Tops = {kind: Counter() for kind in KINDS}
    for path in months(folder, "tops", span.begin, span.end):
        for kind, names in _of(path, span).items():
            found[kind].update(names)
    return {kind: names.most_common(SHOWN) for kind, names in found.items()}


def _of(path: Path, span: Span) -> Tops:
    return kept_or_made(path, span, "tops", _added_up)


def _added_up(path: Path, first: str, last: str) -> Tops:
    found: Tops = {kind: Counter() for kind in KINDS}
    for _, (kind, name, requests) in read(path, ("kind", "name", "requests"), first=first, last=last):
        if kind in found:
            found[kind][name] += int(number(requests))
    return {kind: Counter(dict(names.most_common(KEPT))) for kind, names in found.items()}
