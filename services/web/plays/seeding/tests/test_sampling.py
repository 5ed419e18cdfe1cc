"""Sampled plays are distributed like real ones. The seed is fixed; tolerances are four times the chance variation."""

from array import array
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random
from statistics import correlation, mean

import pytest

from plays.seeding.sampling import (
    KIND_SHARES,
    MODE_SHARES,
    SECONDS_PER_PLACE,
    VERY_LARGE_PLACES,
    YEAR,
    QuizPool,
    QuizPools,
    SampledPlay,
    sample_play,
    sample_ranks,
    sample_size,
)

pytestmark = pytest.mark.slow

Rng = Random
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def rng() -> Random:
    return Rng(4)


def make_pool(slug: str, places: int, population: int = 1_000_000, kind: str = "country") -> QuizPool:
    """A quiz whose n-th largest place has the id n."""
    ids = array("q", range(1, places + 1))
    return QuizPool(slug, kind, places, population, ids, array("q", [1_000] * places))


def shares(draw: Callable[[], str], times: int) -> dict[str, float]:
    """The share of each value drawn, in percent."""
    return {value: 100 * count / times for value, count in Counter(draw() for _ in range(times)).items()}


def test_plays_have_the_sizes_of_real_ones(rng: Random) -> None:
    sizes = sorted(sample_size(rng) for _ in range(100_000))
    assert sizes[50_000] == pytest.approx(124, rel=0.03)
    assert sizes[90_000] == pytest.approx(364, rel=0.04)
    assert sizes[99_000] == pytest.approx(947, rel=0.05)
    assert sizes[0] >= 1


def test_a_few_plays_are_very_large(rng: Random) -> None:
    smallest, largest = VERY_LARGE_PLACES
    large = [size for size in (sample_size(rng) for _ in range(100_000)) if size >= smallest]
    assert 20 <= len(large) <= 80
    assert min(large) < 8_000
    assert 17_000 < max(large) <= largest


@pytest.mark.parametrize(
    ("places", "max_rank"), [(124, 225_000), (1, 20), (20, 40), (21, 40), (40, 40), (20_000, 21_265)]
)
def test_ranks_are_distinct_and_within_the_quiz(places: int, max_rank: int, rng: Random) -> None:
    named = sample_ranks(places, max_rank, rng)
    assert len(named) == len(set(named)) == places
    assert min(named) >= 1
    assert max(named) <= max_rank


def test_the_nth_largest_place_is_drawn_n_times_less_often(rng: Random) -> None:
    first = Counter(rank for _ in range(60_000) for rank in sample_ranks(1, 10_000, rng))
    tenth, hundredth = (mean(first[rank] for rank in range(at, at * 3)) for at in (10, 100))
    assert tenth / hundredth == pytest.approx(10, rel=0.15)


def test_smaller_places_are_in_fewer_plays(rng: Random) -> None:
    named = Counter(rank for _ in range(300) for rank in sample_ranks(124, 20_000, rng))
    known = [mean(named[rank] for rank in range(10**n, 10 ** (n + 1))) / 300 for n in range(4)]
    assert known[0] > 0.85  # the share of plays that have each of the ten largest places
    assert known == sorted(known, reverse=True)
    assert all(larger > 2 * smaller for larger, smaller in pairwise(known))


def test_both_methods_have_the_same_distribution(rng: Random) -> None:
    """Up to half of a quiz is drawn by rejection, more than half by weighted keys."""
    half = mean(mean(sample_ranks(500, 1_000, rng)) for _ in range(100))
    more = mean(mean(sample_ranks(501, 1_000, rng)) for _ in range(100))
    assert more == pytest.approx(half, rel=0.02)
    assert half < 400  # it would be 500 if all were equally famous


@pytest.mark.parametrize(("places", "max_rank"), [(124, 20_000), (600, 1_000)])
def test_large_places_are_mostly_named_first(places: int, max_rank: int, rng: Random) -> None:
    order = []
    for _ in range(100):
        named = sample_ranks(places, max_rank, rng)
        sizes = {rank: position for position, rank in enumerate(sorted(named))}
        order.append(correlation(range(places), [sizes[rank] for rank in named]))
    assert 0.5 < mean(order) < 0.9  # 1: strictly by size; 0: at random


def test_the_quiz_is_large_enough_for_the_play(rng: Random) -> None:
    pools = QuizPools([make_pool("small", 20, 10**9), make_pool("middle", 500), make_pool("large", 2_000)])
    assert {pools.pick(501, rng).slug for _ in range(200)} == {"large"}
    assert {pools.pick(500, rng).slug for _ in range(200)} == {"middle", "large"}
    assert {pools.pick(20, rng).slug for _ in range(200)} == {"small", "middle", "large"}


def test_a_size_beyond_all_quizzes_gives_all_places_of_the_largest(rng: Random) -> None:
    pools = QuizPools([make_pool("small", 20), make_pool("large", 30)])
    assert {pools.pick(31, rng).slug for _ in range(50)} == {"large"}
    made = [sample_play(pools, NOW, rng) for _ in range(50)]
    assert max(len(play.ranks) for play in made) == 30


def test_popular_kinds_and_populous_quizzes_are_played_more(rng: Random) -> None:
    of_kinds = [make_pool(kind, 100, kind=kind) for kind in KIND_SHARES]
    pools = QuizPools([*of_kinds, make_pool("larger", 100, population=99_999_999)])
    played = shares(lambda: pools.pick(1, rng).slug, 20_000)
    assert played["world"] == pytest.approx(KIND_SHARES["world"], abs=1.5)
    assert played["region"] == pytest.approx(KIND_SHARES["region"], abs=1)
    assert played["larger"] / played["country"] == pytest.approx(10, rel=0.15)


def test_a_quiz_without_places_is_not_played(rng: Random) -> None:
    assert not QuizPools([make_pool("empty", 0)])
    pools = QuizPools([make_pool("empty", 0, 10**9), make_pool("full", 20)])
    assert {pools.pick(1, rng).slug for _ in range(50)} == {"full"}


def sample_plays(count: int, rng: Random) -> list[SampledPlay]:
    pools = QuizPools([make_pool("world", 30_000, kind="world")])
    return [sample_play(pools, NOW, rng) for _ in range(count)]


def test_modes_have_their_shares(rng: Random) -> None:
    made = iter(sample_plays(5_000, rng))
    assert shares(lambda: next(made).mode, 5_000) == pytest.approx(MODE_SHARES, abs=2)


def test_plays_are_spread_over_a_year_and_last_as_long_as_typing(rng: Random) -> None:
    made = sample_plays(2_000, rng)
    minimum, maximum = SECONDS_PER_PLACE
    assert all(minimum <= (play.ended - play.started).total_seconds() / len(play.ranks) <= maximum for play in made)
    assert min(play.started for play in made) >= NOW - YEAR
    assert max(play.ended for play in made) <= NOW
    months = Counter((NOW - play.ended) // timedelta(days=30) for play in made)
    assert min(months[month] for month in range(12)) > 2_000 / 12 * 0.7


def test_the_same_seed_makes_the_same_plays() -> None:
    assert sample_plays(20, Rng(7)) == sample_plays(20, Rng(7))
    assert sample_plays(20, Rng(7)) != sample_plays(20, Rng(8))
