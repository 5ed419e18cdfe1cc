"""What the pages of a play show of all its places: the orders of their list, their score, and its tables.

Computing it for 60,000 places takes 0.5 s of a core. It is computed once for each version of a play and then cached, so
a page reads only the places that it lists.
"""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from heapq import nlargest, nsmallest
from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache

from config.work_slot import work_slot
from plays.cache_keys import index_key
from plays.etag import etag_value
from plays.large_plays import is_large
from plays.models import Play, pack, unpack
from plays.pages.place_entries import PlaceEntry, area_names, place_entries
from plays.pages.place_order import Order, sorted_by_area, sorted_places
from plays.pages.score_tables import AreaScore, BracketScore, score_by_area, score_by_bracket
from plays.played_places import ScoredPlace, scored_places
from plays.scoring import Score
from quizzes.current_data import CurrentData
from quizzes.models import Quiz

EXTREMES = 5  # largest and smallest places shown
# 60,000 places take 1 MB. Redis evicts the least recently used first.
CACHE_SECONDS = 24 * 3600


class PlayIndex(NamedTuple):
    """All places of a play under the current data. Ids and numbers are packed (plays.models.pack)."""

    places: int  # all that are listed
    score: Score
    left_count: int  # places that are no longer in the data
    elsewhere_count: int  # places that no longer count in this quiz
    uncounted: frozenset[int]  # the ids of both
    brackets: list[BracketScore]
    areas: list[AreaScore]
    largest: list[PlaceEntry]
    smallest: list[PlaceEntry]
    orders: dict[Order, bytes]  # the ids in each order
    populations: bytes  # in the order of size

    def ids(self, order: Order, start: int, stop: int) -> list[int]:
        """A part of the list in this order."""
        return unpack(self.orders[order], start, stop)

    def counted_by_size(self) -> dict[int, int]:
        """The populations of the places that count, by id, largest first."""
        by_size = dict(zip(unpack(self.orders["size"]), unpack(self.populations), strict=True))
        for id_ in self.uncounted:
            del by_size[id_]
        return by_size


def play_index(play: Play, data: CurrentData, quiz: Quiz | None) -> PlayIndex:
    """The index of a play, from the cache if it is there. A large play's is computed in the work slot.

    The cache has only one version of a play: otherwise one play, changed again and again, could fill all of Redis.
    """
    key, version = index_key(play.id), etag_value(data, play)
    cached_version, cached_index = (None if settings.DEBUG else cache.get(key)) or (None, None)
    if isinstance(cached_index, PlayIndex) and cached_version == version:
        return cached_index
    with work_slot() if is_large(play) else nullcontext():
        index = compute_index(play.ids, quiz)
    cache.set(key, (version, index), CACHE_SECONDS)
    return index


def compute_index(ids: Sequence[int], quiz: Quiz | None) -> PlayIndex:
    """The index of a play with these places, in the order of naming."""
    by_id = {place.id: place for place in scored_places(ids, quiz)}
    places = [by_id[id_] for id_ in ids if id_ in by_id]
    counted = [place for place in places if place.status == "counted"]
    uncounted = [place for place in places if place.status != "counted"]
    orders = _in_all_orders(places, area_names(quiz))
    return PlayIndex(
        places=len(places),
        score=Score(len(counted), sum(place.population for place in counted)),
        left_count=sum(place.status == "left" for place in uncounted),
        elsewhere_count=sum(place.status == "elsewhere" for place in uncounted),
        uncounted=frozenset(place.id for place in uncounted),
        brackets=score_by_bracket(quiz, counted) if quiz else [],
        areas=score_by_area(quiz, counted) if quiz else [],
        largest=_entries(nlargest(EXTREMES, counted, key=_population), quiz),
        smallest=_entries(nsmallest(EXTREMES, filter(_population, counted), key=_population), quiz),
        orders={order: pack([place.id for place in ordered]) for order, ordered in orders.items()},
        populations=pack([place.population for place in orders["size"]]),
    )


def _in_all_orders(places: Sequence[ScoredPlace], names: Mapping[str, str]) -> dict[Order, list[ScoredPlace]]:
    """The order of areas begins with that of size, so both take the time of one."""
    by_size = sorted_places(places, "size", names)
    others: dict[Order, list[ScoredPlace]] = {order: sorted_places(places, order, names) for order in ("name", "named")}
    return {**others, "size": by_size, "area": sorted_by_area(by_size, names)}


def _entries(places: Sequence[ScoredPlace], quiz: Quiz | None) -> list[PlaceEntry]:
    return place_entries([place.id for place in places], quiz)


def _population(place: ScoredPlace) -> int:
    return place.population
