"""`python -m tests.bench.plays`: how long it takes to save and to show a play, among all those in the database.

From request to answer in one process, without a cache, and each time another play. Takes away again what it has saved.
Exit code 1 when a limit is broken.
"""

import os
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.match import percentile

if TYPE_CHECKING:
    from tests.bench.player import Player

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = {100: 100, 124: 200, 1_200: 100, 20_000: 20}  # by places: two usual plays, a large one, and what a few reach
USUAL, LARGEST = 124, 20_000
PICTURES = 20
CHANGED = 10  # places
SAVE_MS = 1_000.0  # at most, of the largest
PAGE_MS = 50.0  # p95, of a usual one
BODY_KB = 300.0  # of the largest


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured, and the most that a percentile of it may be."""

    name: str
    ms: list[float]
    limit: float | None = None
    percent: int = 100

    @property
    def broken(self) -> bool:
        """Whether it took longer than it may."""
        return self.limit is not None and percentile(self.ms, self.percent) > self.limit

    def __str__(self) -> str:
        times = "".join(f"{percentile(self.ms, p):10.1f}" for p in (50, 95, 100))
        which = "max" if self.percent == 100 else f"p{self.percent}"
        limit = "" if self.limit is None else f"{which} {self.limit:,.0f}{' BROKEN' if self.broken else ''}"
        return f"{self.name:32}{len(self.ms):6}{times}   {limit}".rstrip()


def main() -> int:
    """Measure and print."""
    player = _start()
    print(_table())
    # With more than one for each core, the slowest times below are those of waiting for a core.
    print(f"{os.getloadavg()[0]:.1f} processes wanted the {os.cpu_count()} cores in the minute before")
    print(f"{'':32}{'times':>6}{'p50 ms':>10}{'p95 ms':>10}{'max ms':>10}   limit")
    broken = False
    try:
        for row in measured(player):
            print(row, flush=True)
            broken = broken or row.broken
    finally:  # after a failure too
        for play in list(player.saved):
            player.delete(play)
    kilobytes = player.largest_body / 1000
    print(f"the body that saves {LARGEST:,} places has {kilobytes:.0f} KB (limit {BODY_KB:.0f})")
    return int(broken or kilobytes > BODY_KB)


def _start() -> "Player":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    sys.path[:0] = [str(ROOT / "services" / "web")]
    import django

    django.setup()
    from django.conf import settings

    settings.CACHES["default"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    from places.models import Place
    from tests.bench.player import Player

    counted = Place.objects.filter(section=False, retired=False).order_by("-population", "id")
    return Player(list(counted.values_list("id", flat=True)), random.Random(1))  # noqa: S311 - a benchmark's dice


def measured(player: "Player") -> Iterator[Row]:
    """Everything, in an order in which each finds what it needs."""
    player.save(USUAL)  # a worker's first request imports what all others find
    for places, rounds in ROUNDS.items():
        limit = SAVE_MS if places == LARGEST else None
        yield Row(f"save {places:,} places", [player.save(places) for _ in range(rounds)], limit)
    large = [play for play in player.saved if len(play.places) == LARGEST]
    yield Row(f"save {LARGEST:,} again", [player.save_again(play) for play in large], SAVE_MS)
    yield Row(f"change {CHANGED} of {LARGEST:,}", [player.change(play, CHANGED) for play in large], SAVE_MS)
    for places, rounds in ROUNDS.items():
        pages = [f"/plays/{id_}" for id_ in some_of(player, places, rounds)]
        limit = PAGE_MS if places == USUAL else None
        yield Row(f"result page of {places:,} places", [player.show(page) for page in pages], limit, percent=95)
        yield Row("  the same over the API", [player.show(f"/api/v1{page}") for page in pages])
    pictures = [f"/plays/{id_}/map.png" for id_ in some_of(player, USUAL, PICTURES, quiz="europe")]
    yield Row(f"picture of Europe, {USUAL:,} places", [player.show(picture) for picture in pictures])
    yield Row("delete", [player.delete(play) for play in list(player.saved)])


def some_of(player: "Player", places: int, rounds: int, **which: str) -> list[str]:
    """Ids of made-up plays with about so many places; of the player's own where hardly anybody else named so many."""
    from plays.models import Play

    own = [play.id for play in player.saved if len(play.places) == places]
    about = (places * 0.95, places * 1.05)
    others = Play.objects.filter(places__range=about, **which).exclude(id__in=[play.id for play in player.saved])
    found = list(others.order_by("id").values_list("id", flat=True)[:rounds])
    return own[:rounds] if len(found) < rounds // 2 and own else found


def _table() -> str:
    """How many plays there are, and on PostgreSQL what they take on disk."""
    from django.db import connection

    from plays.models import Play

    plays = Play.objects.count()
    if connection.vendor != "postgresql" or not plays:
        return f"{plays:,} plays in {connection.vendor}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_total_relation_size(%s::regclass)", [Play._meta.db_table])
        (size,) = cursor.fetchone()
    return f"{plays:,} plays in postgresql: {size / 1e6:.0f} MB with indexes, {size / plays:,.0f} bytes each"


if __name__ == "__main__":
    sys.exit(main())
