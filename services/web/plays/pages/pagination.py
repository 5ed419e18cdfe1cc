"""One page of a play's index, and the ways to the others: all by links, so that they need no JavaScript."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.safestring import SafeString

from plays.pages.formatting import singular
from plays.pages.place_list import BLOCK, ORDERS, PAGE, Order, html_of, lines_of
from plays.pages.play_result import Result


class Way(NamedTuple):
    """A link to the list in another order, or to another page of it."""

    label: str
    query: str
    current: bool


class Listing(NamedTuple):
    html: SafeString
    orders: list[Way]
    pages: list[Way]  # none where all places fit on one
    long: bool  # several blocks


def listing_of(result: Result, asked: QueryDict) -> Listing:
    """What `?order=` and `?page=` ask for; what makes no sense is read as the first of all."""
    order = next((order for order in ORDERS if order == asked.get("order")), ORDERS[0])
    starts = range(0, len(result.entries) or 1, PAGE)
    page = next((page for page in range(1, len(starts) + 1) if str(page) == asked.get("page")), 1)
    start = starts[page - 1]
    lines = lines_of(result.entries, order, result.quiz)[start : start + PAGE]
    return Listing(
        html=html_of(lines, start + 1 if order == "named" else None),
        orders=[Way(label, urlencode({"order": key}), key == order) for key, label in _labels(result).items()],
        pages=[
            Way(_span(at, result), urlencode({"order": order, "page": number}), number == page)
            for number, at in enumerate(starts, start=1)
            if len(starts) > 1
        ],
        long=len(lines) > BLOCK,
    )


def _labels(result: Result) -> dict[Order, str]:
    labels: dict[Order, str] = {"name": "by name", "size": "by size", "named": "as named"}
    if result.quiz and result.areas:
        labels["area"] = f"by {singular(result.quiz.region_noun)}"
    return {order: labels[order] for order in ORDERS if order in labels}


def _span(start: int, result: Result) -> str:
    return f"{start + 1:,}–{min(start + PAGE, len(result.entries)):,}"
