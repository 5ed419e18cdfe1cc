"""Made-up plays into the database, for benchmarks and drills."""

import secrets
from array import array
from collections.abc import Callable, Iterator
from datetime import datetime
from random import Random

from django.db import transaction
from django.utils import timezone

from places.bulk_insert import columns_of, insert_rows, refresh_statistics, rows_of
from places.models import Place
from plays.models import Play, pack
from plays.seeding.sampling import Pool, Pools, sample
from quizzes.current_data import current_data
from quizzes.models import Quiz

CHUNK = 500  # plays in a transaction: 0.2 s of work that a stop may wait for, and 1 MB of memory

# Before the hash of a made-up play's key. No hash begins so, and so they can be told from the real ones.
MARK = "made up "


def fill(
    plays: int, *, dice: Random, stop: Callable[[], bool], on_progress: Callable[[int], object] = lambda _: None
) -> "array[int]":
    """Make so many plays, or fewer if `stop` says so; returns how many places each of them names.

    `on_progress` is told of every chunk how many plays it held, after they are there to stay.
    Raises NoDataLoaded before the first load of places.
    """
    version, pools, now = current_data().version, Pools(read_pools()), timezone.now()
    sizes = array("i")
    while len(sizes) < plays and not stop():
        made = [made_up(pools, version, now, dice) for _ in range(min(CHUNK, plays - len(sizes)))]
        with transaction.atomic():
            insert_rows(Play._meta.db_table, columns_of(Play), rows_of(Play, made))
        sizes.extend(play.places for play in made)
        on_progress(len(made))
    refresh_statistics(Play._meta.db_table)
    return sizes


def read_pools() -> Iterator[Pool]:
    """Every quiz with the places that count in it."""
    quizzes = Quiz.objects.values_list("kind", "scope", "slug", "places", "population")
    pools = {(kind, scope): Pool(slug, kind, places, people) for kind, scope, slug, places, people in quizzes}
    counted = Place.objects.filter(section=False, retired=False).order_by("-population", "id")
    rows = counted.values_list("id", "population", "country", "region", "continents")
    for id_, people, *where in rows.iterator():
        for area in _areas(*where):
            if area in pools:
                pools[area].add(id_, people)
    return iter(pools.values())


def _areas(country: str, region: str, continents: str) -> Iterator[tuple[str, str]]:
    """The kinds and scopes of the quizzes that a place may lie in."""
    yield "world", ""
    for at in range(0, len(continents), 2):
        yield "continent", continents[at : at + 2]
    yield "country", country
    yield "region", region


def made_up(pools: Pools, version: str, now: datetime, dice: Random) -> Play:
    """A play that a save might have left, but for its secret: nobody knows what would give its hash."""
    pool, ranks, mode, started, ended = sample(pools, now, dice)
    return Play(
        quiz=pool.slug,
        mode=mode,
        started=started,
        ended=ended,
        saved=ended,
        changed=ended,
        named=pack([pool.ids[rank - 1] for rank in ranks]),
        data_version=version,
        places=len(ranks),
        population=sum([pool.people[rank - 1] for rank in ranks]),
        quiz_places=pool.quiz_places,
        quiz_population=pool.quiz_population,
        secret_hash=secrets.token_hex(32),
        key_hash=MARK + secrets.token_hex(28),
    )


def remove() -> int:
    """Delete all made-up plays; returns how many there were."""
    deleted, _ = Play.objects.filter(key_hash__startswith=MARK).delete()
    return deleted
