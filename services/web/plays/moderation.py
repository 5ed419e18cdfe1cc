"""Finds plays that an operator may want to delete: the largest and the newest, and all that came from one network."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Length

from plays.daily_usage import ROW_BYTES, Usage
from plays.models import Play, PlayNetwork


class ListedPlay(NamedTuple):
    """A play in a list. `network` and `day`: where it came from, if that is known (still); see PlayNetwork."""

    id: str
    quiz: str
    places: int
    size: int  # bytes on the disk, approximately
    saved: datetime
    changed: datetime
    network: str | None
    day: date | None


class NetworkPlays(NamedTuple):
    """The listed plays of one network and day, and the totals of all its plays, listed or not."""

    network: str | None
    day: date | None
    totals: Usage
    plays: list[ListedPlay]


def largest_plays(limit: int) -> list[NetworkPlays]:
    """The largest plays, those of one network together; the network of the largest play comes first."""
    return _list_by_network("-size", limit)


def newest_plays(limit: int) -> list[NetworkPlays]:
    """The plays that were saved last, those of one network together; the network of the newest play comes first."""
    return _list_by_network("-saved", limit)


def find_plays(names: Sequence[str]) -> dict[str, list[str]]:
    """For each name, an id of a play or the code of a network, the ids of its plays; empty if there is none."""
    return {name: _ids_of(name) for name in names}


def totals(plays: QuerySet[Play]) -> Usage:
    """What these plays hold together."""
    found = plays.aggregate(plays=Count("id"), places=Sum("places"), bytes=Sum(Length("named") + ROW_BYTES))
    return Usage(found["plays"], found["places"] or 0, found["bytes"] or 0)


def _list_by_network(order: str, limit: int) -> list[NetworkPlays]:
    origin = PlayNetwork.objects.filter(play_id=OuterRef("id"))
    plays = Play.objects.annotate(
        size=Length("named") + ROW_BYTES, network=Subquery(origin.values("network")), day=Subquery(origin.values("day"))
    )
    groups: dict[str | None, list[ListedPlay]] = {}
    for row in plays.order_by(order, "id").values_list(*ListedPlay._fields)[:limit]:
        play = ListedPlay(*row)
        groups.setdefault(play.network, []).append(play)
    return [NetworkPlays(network, members[0].day, _totals_of(network), members) for network, members in groups.items()]


def _totals_of(network: str | None) -> Usage:
    return totals(Play.objects.filter(id__in=PlayNetwork.objects.filter(network=network).values("play_id")))


def _ids_of(name: str) -> list[str]:
    of_network = PlayNetwork.objects.filter(network=name).values_list("play_id", flat=True)
    return list(of_network) or list(Play.objects.filter(id=name).values_list("id", flat=True))
