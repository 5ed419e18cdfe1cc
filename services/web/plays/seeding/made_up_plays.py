"""Creates and deletes made-up plays in the database, for benchmarks and drills."""

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
from plays.seeding.sampling import QuizPool, QuizPools, sample_play
from quizzes.current_data import current_data
from quizzes.models import Quiz

# Plays per transaction. A transaction takes 0.2 s, so a stop signal waits no longer than that, and 1 MB of memory.
BATCH_SIZE = 500

# The key hash of a made-up play starts with this. No real hash does, so made-up plays can be recognized and deleted.
KEY_HASH_PREFIX = "made up "


def create_plays(
    count: int, *, rng: Random, stop: Callable[[], bool], on_progress: Callable[[int], object] = lambda _: None
) -> "array[int]":
    """Creates `count` plays, or fewer if `stop` returns true, and returns the number of places of each.

    After each committed batch, `on_progress` is called with the number of plays in it.
    Raises NoDataLoaded if the database has no places.
    """
    version, pools, now = current_data().version, QuizPools(read_pools()), timezone.now()
    sizes = array("i")
    while len(sizes) < count and not stop():
        batch = [make_play(pools, version, now, rng) for _ in range(min(BATCH_SIZE, count - len(sizes)))]
        with transaction.atomic():
            insert_rows(Play._meta.db_table, columns_of(Play), rows_of(Play, batch))
        sizes.extend(play.places for play in batch)
        on_progress(len(batch))
    refresh_statistics(Play._meta.db_table)
    return sizes


def delete_made_up_plays() -> int:
    """Deletes all made-up plays and returns their number."""
    deleted, _ = Play.objects.filter(key_hash__startswith=KEY_HASH_PREFIX).delete()
    return deleted


def read_pools() -> Iterator[QuizPool]:
    """Every quiz with the places that count in it."""
    quizzes = Quiz.objects.values_list("kind", "scope", "slug", "places", "population")
    pools = {(kind, scope): QuizPool(slug, kind, places, people) for kind, scope, slug, places, people in quizzes}
    counted = Place.objects.filter(section=False, retired=False).order_by("-population", "id")
    rows = counted.values_list("id", "population", "country", "region", "continents")
    for id_, population, *location in rows.iterator():
        for kind_and_scope in _quizzes_of_place(*location):
            if kind_and_scope in pools:
                pools[kind_and_scope].add(id_, population)
    return iter(pools.values())


def _quizzes_of_place(country: str, region: str, continents: str) -> Iterator[tuple[str, str]]:
    """Kind and scope of each quiz that a place may count in."""
    yield "world", ""
    for start in range(0, len(continents), 2):
        yield "continent", continents[start : start + 2]
    yield "country", country
    yield "region", region


def make_play(pools: QuizPools, version: str, now: datetime, rng: Random) -> Play:
    """An unsaved play that looks like a player's. Nobody can change it: its secret hash is random."""
    pool, ranks, mode, started, ended = sample_play(pools, now, rng)
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
        population=sum([pool.populations[rank - 1] for rank in ranks]),
        quiz_places=pool.quiz_places,
        quiz_population=pool.quiz_population,
        secret_hash=secrets.token_hex(32),
        key_hash=KEY_HASH_PREFIX + secrets.token_hex(28),
    )
