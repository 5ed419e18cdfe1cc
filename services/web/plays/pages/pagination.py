"""One page of the list of a play's places, and links to its other pages and orders. They need no JavaScript."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.safestring import SafeString

from plays.pages.formatting import singular
from plays.pages.place_entries import place_entries
from plays.pages.place_list import LINES_PER_BLOCK, PLACES_PER_PAGE, list_lines, render_lines
from plays.pages.place_order import ORDERS, Order
from plays.pages.play_result import PlayResult


class ListLink(NamedTuple):
    """A link to the list in another order, or to another page of it."""

    label: str
    query: str
    is_current: bool


class PlaceListPage(NamedTuple):
    html: SafeString
    orders: list[ListLink]
    pages: list[ListLink]  # empty if all places fit on one page
    is_long: bool  # more than one block


def place_list_page(result: PlayResult, query: QueryDict) -> PlaceListPage:
    """The page for `?order=` and `?page=`. Unknown values mean the first order or page."""
    order = next((order for order in ORDERS if order == query.get("order")), ORDERS[0])
    starts = range(0, result.index.places or 1, PLACES_PER_PAGE)
    page = next((page for page in range(1, len(starts) + 1) if str(page) == query.get("page")), 1)
    start = starts[page - 1]
    entries = place_entries(result.index.ids(order, start, start + PLACES_PER_PAGE), result.quiz)
    lines = list_lines(entries, order, result.quiz)
    return PlaceListPage(
        html=render_lines(lines, first_number=start + 1 if order == "named" else None),
        orders=[
            ListLink(label, urlencode({"order": key}), key == order) for key, label in _order_labels(result).items()
        ],
        pages=[
            ListLink(_range_label(first, result), urlencode({"order": order, "page": number}), number == page)
            for number, first in enumerate(starts, start=1)
            if len(starts) > 1
        ],
        is_long=len(lines) > LINES_PER_BLOCK,
    )


def _order_labels(result: PlayResult) -> dict[Order, str]:
    labels: dict[Order, str] = {"name": "by name", "size": "by size", "named": "as named"}
    if result.quiz and result.index.areas:
        labels["area"] = f"by {singular(result.quiz.region_noun)}"
    return {order: labels[order] for order in ORDERS if order in labels}


def _range_label(start: int, result: PlayResult) -> str:
    return f"{start + 1:,}–{min(start + PLACES_PER_PAGE, result.index.places):,}"
