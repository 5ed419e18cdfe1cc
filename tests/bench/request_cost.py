"""`python -m tests.bench.request_cost`: how much CPU the most expensive request of each kind costs, web and PostgreSQL.

The plays are as large as a play can be. The cache is emptied before each request.
What takes the work slot (config/work_slot.py) may cost more: only one of all workers does it at a time. Exit code 1
when a limit is exceeded. Needs PostgreSQL on this machine; /proc says how much CPU its process has used.
"""

import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.bench.simulated_player import Player, SavedPlay

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 60_000  # places: MAX_PLACES_PER_PLAY of the stack
MAX_MS = 100.0  # of a core, for a request of any client at any time
MAX_SLOT_MS = 4_000.0  # with half a core this ends before gunicorn's timeout
REPETITIONS = 3
LETTERS = "aeiounrstlhdm"


@dataclass(frozen=True, slots=True)
class ExpensiveRequest:
    """`send` sends the request once. `in_slot`: it takes the work slot. `cached`: what it has in the cache stays."""

    title: str
    send: Callable[[], object]
    in_slot: bool = False
    cached: bool = False

    @property
    def max_ms(self) -> float:
        return MAX_SLOT_MS if self.in_slot else MAX_MS


def main() -> int:
    """Measure and print."""
    player = _start_site()
    postgres = _cpu_clock_of_postgres()
    print(f"{'CPU of a request, in ms':46}{'web':>8}{'PostgreSQL':>12}{'limit':>8}")
    over_limit = False
    try:
        for request in expensive_requests(player):
            web_ms, postgres_ms = _cost(request, postgres)
            exceeded = web_ms + postgres_ms > request.max_ms
            over_limit = over_limit or exceeded
            note = " in the slot" * request.in_slot + " EXCEEDED" * exceeded
            print(f"{request.title:46}{web_ms:8.1f}{postgres_ms:12.1f}{request.max_ms:8.0f}{note}", flush=True)
    finally:
        for play in list(player.saved):
            player.delete(play)
    return int(over_limit)


def expensive_requests(player: "Player") -> Iterator[ExpensiveRequest]:
    """The most expensive request of each kind. The first saves the plays that the others show."""
    places, named = f"{LARGEST:,} places", player.rng.sample(player.world, LARGEST)
    yield ExpensiveRequest(f"save {places}", lambda: player.save_these(named), in_slot=True)
    first, second = player.saved[:2]
    yield ExpensiveRequest(f"replace {places}", lambda: player.save_again(first), in_slot=True)
    yield ExpensiveRequest(f"change 1 of {places}", _one_change_after_the_other(player, first))
    yield from _large_plays(player, f"/plays/{first.id}", f"/plays/{first.id}/with/{second.id}")
    yield from _small_plays(player)
    for title, names in _lists_of_names(player.rng).items():
        yield ExpensiveRequest(title, lambda names=names: _match(player, names), in_slot=True)  # type: ignore[misc]
    for address in ("/", "/quizzes/world", "/privacy", "/api/v1/quizzes", "/api/v1/quizzes/world"):
        yield ExpensiveRequest(address, lambda address=address: player.show(address))  # type: ignore[misc]
    yield ExpensiveRequest("/api/v1/openapi.json", lambda: player.show("/api/v1/openapi.json"))
    yield ExpensiveRequest("one guess of 50 letters", lambda: player.show(_match_address(player.rng)))
    yield ExpensiveRequest("an address that does not exist", lambda: player.client.get("/nothing"))


def _one_change_after_the_other(player: "Player", play: "SavedPlay") -> Callable[[], object]:
    """A function that adds one place to the play. Searching a place that it lacks is not part of the cost."""
    unnamed = sorted(set(player.world).difference(play.places))
    return lambda: player.add(play, [unnamed.pop()])


def _large_plays(player: "Player", page: str, comparison: str) -> Iterator[ExpensiveRequest]:
    """What is shown of the largest plays: at first in the slot, then from the cache."""
    yield ExpensiveRequest("their page, at first", lambda: player.show(page), in_slot=True)
    pages = {
        "  then": page,
        "  sorted by area, the last part": f"{page}?order=area&page={LARGEST // 500}",
        "  as named": f"{page}?order=named",
        "  with the places missed": f"{page}?missed=1",
    }
    for title, address in pages.items():
        player.show(address)
        yield ExpensiveRequest(title, lambda address=address: player.show(address), cached=True)  # type: ignore[misc]
    yield ExpensiveRequest("two of them compared, at first", lambda: player.show(comparison), in_slot=True)
    yield ExpensiveRequest("  then", lambda: player.show(comparison), cached=True)
    yield ExpensiveRequest("their JSON, at first", lambda: player.show(f"/api/v1{page}"), in_slot=True)
    yield ExpensiveRequest("  then", lambda: player.show(f"/api/v1{page}"), cached=True)
    yield ExpensiveRequest("their map image", lambda: player.show(f"{page}/map.png"), in_slot=True)


def _small_plays(player: "Player") -> Iterator[ExpensiveRequest]:
    """The largest plays that need no slot."""
    from plays.large_plays import MAX_PLACES_WITHOUT_SLOT as PLACES

    player.save(PLACES)
    play = f"/plays/{player.saved[-1].id}"
    yield ExpensiveRequest(f"the page of {PLACES:,} places", lambda: player.show(play))
    yield ExpensiveRequest("  the places missed", lambda: player.show(f"{play}?missed=1"))
    yield ExpensiveRequest("  the same over the API", lambda: player.show(f"/api/v1{play}"))
    yield ExpensiveRequest("  its map image", lambda: player.show(f"{play}/map.png"), in_slot=True)
    yield ExpensiveRequest("  another one of this quiz", lambda: _draw_again(player, play), in_slot=True, cached=True)


def _draw_again(player: "Player", play: str) -> None:
    """The map image of a play whose quiz's empty map is cached."""
    from django.core.cache import cache

    etag = player.client.head(f"{play}/map.png")["ETag"]
    cache.delete("map-image:" + etag.strip('"'))
    player.show(f"{play}/map.png")


def _lists_of_names(rng: random.Random) -> dict[str, list[str]]:
    words = ["".join(rng.choices(LETTERS, k=14)) for _ in range(1_300)]
    return {
        "100 names of 13 words": [" ".join(words[at : at + 13]) for at in range(0, 1_300, 13)],
        "100 names of 50 letters": ["".join(rng.choices(LETTERS, k=50)) for _ in range(100)],
        "100 names that many places have": ["San José", "Santa María", "San Antonio", "San Miguel", "Victoria"] * 20,
    }


def _match_address(rng: random.Random) -> str:
    return f"/api/v1/quizzes/world/match?name={''.join(rng.choices(LETTERS, k=50))}"


def _match(player: "Player", names: list[str]) -> Any:
    body = json.dumps({"names": names})
    return player.client.post("/api/v1/quizzes/world/matches", body, content_type="application/json")


def _cost(request: ExpensiveRequest, postgres: Callable[[], float]) -> tuple[float, float]:
    """The medians of web's and PostgreSQL's CPU, in ms."""
    from django.core.cache import cache

    costs = []
    for _ in range(REPETITIONS):
        if not request.cached:
            cache.clear()
        web_before, postgres_before = time.process_time(), postgres()
        request.send()
        costs.append(((time.process_time() - web_before) * 1000, postgres() - postgres_before))
    return median(web for web, _ in costs), median(database for _, database in costs)


def _start_site() -> "Player":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    sys.path[:0] = [str(ROOT / "services" / "web")]
    import django

    django.setup()
    from django.conf import settings
    from django.core import signals
    from django.db import close_old_connections

    settings.CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)  # one process of PostgreSQL for the whole run
    from places.models import Place
    from tests.bench.simulated_player import Player

    counted = Place.objects.filter(section=False, retired=False).order_by("-population", "id")
    player = Player(list(counted.values_list("id", flat=True)), random.Random(1))  # noqa: S311 - needs no security
    for address in ("/", "/api/v1/quizzes", "/api/v1/openapi.json", _match_address(player.rng)):
        player.show(address)  # imports modules, and makes what each worker makes once
    return player


def _cpu_clock_of_postgres() -> Callable[[], float]:
    """The CPU that our connection's process has used so far, in ms."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (process,) = cursor.fetchone()
    nanoseconds = Path(f"/proc/{process}/schedstat")
    return lambda: int(nanoseconds.read_text().split()[0]) / 1e6


if __name__ == "__main__":
    sys.exit(main())
