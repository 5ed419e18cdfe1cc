"""`python -m tests.bench.play_latency`: how long it takes to save and to show a play.

Measures from request to response in one process, without a cache, each time with another play, among all the plays in
the database. Deletes the plays it has saved. Exit code 1 when a limit is exceeded.
"""

import os
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.timing import percentile

if TYPE_CHECKING:
    from tests.bench.simulated_player import Player

ROOT = Path(__file__).resolve().parents[2]
# Repetitions by number of places: two usual plays, a large one, and the number that a few players reach.
REPETITIONS = {100: 100, 124: 200, 1_200: 100, 20_000: 20}
USUAL_PLACES, MAX_PLACES = 124, 20_000
MAP_IMAGES = 20
CHANGED_PLACES = 10
MAX_SAVE_MS = 1_000.0  # the slowest save of MAX_PLACES
MAX_PAGE_MS = 50.0  # p95 of a result page with USUAL_PLACES
MAX_BODY_KB = 300.0  # size of the body that saves MAX_PLACES places


@dataclass(frozen=True, slots=True)
class Measurement:
    """Times of one kind of request, and the limit for one of their percentiles."""

    title: str
    ms: list[float]
    max_ms: float | None = None
    percent: int = 100

    @property
    def over_limit(self) -> bool:
        return self.max_ms is not None and percentile(self.ms, self.percent) > self.max_ms

    def __str__(self) -> str:
        times = "".join(f"{percentile(self.ms, p):10.1f}" for p in (50, 95, 100))
        which = "max" if self.percent == 100 else f"p{self.percent}"
        limit = "" if self.max_ms is None else f"{which} {self.max_ms:,.0f}{' EXCEEDED' if self.over_limit else ''}"
        return f"{self.title:32}{len(self.ms):6}{times}   {limit}".rstrip()


def main() -> int:
    """Measure and print."""
    player = _start_site()
    print(_table_size())
    # With more than one process for each core, the slowest times are those of requests that waited for a core.
    print(f"load in the last minute: {os.getloadavg()[0]:.1f} processes on {os.cpu_count()} cores")
    print(f"{'':32}{'count':>6}{'p50 ms':>10}{'p95 ms':>10}{'max ms':>10}   limit")
    over_limit = False
    try:
        for measurement in measure(player):
            print(measurement, flush=True)
            over_limit = over_limit or measurement.over_limit
    finally:  # after a failure too
        for play in list(player.saved):
            player.delete(play)
    kilobytes = player.largest_body / 1000
    print(f"the request body that saves {MAX_PLACES:,} places has {kilobytes:.0f} KB (limit {MAX_BODY_KB:.0f})")
    return int(over_limit or kilobytes > MAX_BODY_KB)


def _start_site() -> "Player":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    sys.path[:0] = [str(ROOT / "services" / "web")]
    import django

    django.setup()
    from django.conf import settings

    settings.CACHES["default"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    from places.models import Place
    from tests.bench.simulated_player import Player

    counted = Place.objects.filter(section=False, retired=False).order_by("-population", "id")
    return Player(list(counted.values_list("id", flat=True)), random.Random(1))  # noqa: S311 - needs no security


def measure(player: "Player") -> Iterator[Measurement]:
    """All measurements, ordered so that each finds the plays it needs."""
    player.save(USUAL_PLACES)  # not measured: the first request of a process imports modules
    for places, repetitions in REPETITIONS.items():
        limit = MAX_SAVE_MS if places == MAX_PLACES else None
        yield Measurement(f"save {places:,} places", [player.save(places) for _ in range(repetitions)], limit)
    large = [play for play in player.saved if len(play.places) == MAX_PLACES]
    yield Measurement(f"save {MAX_PLACES:,} again", [player.save_again(play) for play in large], MAX_SAVE_MS)
    yield Measurement(
        f"change {CHANGED_PLACES} of {MAX_PLACES:,}",
        [player.change(play, CHANGED_PLACES) for play in large],
        MAX_SAVE_MS,
    )
    for places, repetitions in REPETITIONS.items():
        pages = [f"/plays/{id_}" for id_ in play_ids(player, places, repetitions)]
        limit = MAX_PAGE_MS if places == USUAL_PLACES else None
        yield Measurement(f"result page of {places:,} places", [player.show(page) for page in pages], limit, percent=95)
        yield Measurement("  the same over the API", [player.show(f"/api/v1{page}") for page in pages])
    images = [f"/plays/{id_}/map.png" for id_ in play_ids(player, USUAL_PLACES, MAP_IMAGES, quiz="europe")]
    yield Measurement(f"map image of Europe, {USUAL_PLACES:,} places", [player.show(image) for image in images])
    yield Measurement("delete", [player.delete(play) for play in list(player.saved)])


def play_ids(player: "Player", places: int, count: int, **filters: str) -> list[str]:
    """Ids of made-up plays with about this many places; of the player's own plays if there are too few others."""
    from plays.models import Play

    own = [play.id for play in player.saved if len(play.places) == places]
    similar = (places * 0.95, places * 1.05)
    others = Play.objects.filter(places__range=similar, **filters).exclude(id__in=[play.id for play in player.saved])
    found = list(others.order_by("id").values_list("id", flat=True)[:count])
    return own[:count] if len(found) < count // 2 and own else found


def _table_size() -> str:
    """How many plays there are, and on PostgreSQL their size on disk."""
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
