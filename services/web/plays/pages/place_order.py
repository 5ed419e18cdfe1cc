"""The orders of the list of a play's places. No input or output."""

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Literal, Protocol, TypeVar, get_args

from places.names import tokens

Order = Literal["name", "size", "area", "named"]
ORDERS: tuple[Order, ...] = get_args(Order)

OTHER_PLACES = "Other places"  # the heading for places without a region or no longer in the quiz


class Sortable(Protocol):
    """The fields of a place that decide its position."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def area(self) -> str: ...
    @property
    def population(self) -> int: ...


Place = TypeVar("Place", bound=Sortable)


def sorted_places(places: Sequence[Place], order: Order, area_names: Mapping[str, str]) -> list[Place]:
    """The places, which are in the order of naming, in another order. Python's sort is stable, so the last key counts
    most, and sorting by one key after the other takes half as long as by tuples.
    """
    if order == "named":
        return list(places)
    if order == "name":
        return sorted(sorted(places, key=attrgetter("id")), key=name_sort_key)
    by_size = sorted(sorted(places, key=attrgetter("name")), key=attrgetter("population"), reverse=True)
    return by_size if order == "size" else sorted_by_area(by_size, area_names)


def sorted_by_area(by_size: Sequence[Place], area_names: Mapping[str, str]) -> list[Place]:
    """The places by area. In each area they stay in the order that they are in, which is that of size."""
    rank = _area_ranks({place.area for place in by_size}, area_names)
    return sorted(by_size, key=lambda place: rank[place.area])


def name_sort_key(place: Sortable) -> str:
    """The name without case, accents and punctuation."""
    return " ".join(tokens(place.name))


def area_heading(place: Sortable, area_names: Mapping[str, str]) -> str:
    """The name of the place's country or region."""
    return area_names.get(place.area, OTHER_PLACES)


def _area_ranks(codes: set[str], area_names: Mapping[str, str]) -> dict[str, int]:
    """The position of each area in the alphabet, with OTHER_PLACES last. Areas with equal names share theirs."""
    headings = {code: area_names.get(code, OTHER_PLACES) for code in codes}
    keys = {code: (heading == OTHER_PLACES, tokens(heading)) for code, heading in headings.items()}
    order = sorted(keys.values())
    return {code: order.index(key) for code, key in keys.items()}
