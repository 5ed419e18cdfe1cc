"""Made-up plays are spread as real ones are. The dice are fixed; the margins are four times what chance gives."""

import random
from array import array
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import correlation, mean

import pytest

from plays.seeding.sampling import (
    KIND_SHARES,
    MODE_SHARES,
    SECONDS_A_PLACE,
    VERY_LARGE,
    YEAR,
    Pool,
    Pools,
    Sample,
    how_many,
    ranks,
    sample,
)

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
Dice = random.Random


@pytest.fixture
def dice() -> Dice:
    return Dice(4)


def pool(slug: str, places: int, people: int = 1_000_000, kind: str = "country") -> Pool:
    """A quiz whose n-th largest place has the id n."""
    ids = array("q", range(1, places + 1))
    return Pool(slug, kind, places, people, ids, array("q", [1_000] * places))


def shares(draw: Callable[[], str], times: int) -> dict[str, float]:
    """How often each comes, in percent."""
    return {what: 100 * count / times for what, count in Counter(draw() for _ in range(times)).items()}


def test_plays_are_as_large_as_real_ones(dice: Dice) -> None:
    sizes = sorted(how_many(dice) for _ in range(100_000))
    assert sizes[50_000] == pytest.approx(124, rel=0.03)
    assert sizes[90_000] == pytest.approx(364, rel=0.04)
    assert sizes[99_000] == pytest.approx(947, rel=0.05)
    assert sizes[0] >= 1


def test_a_few_are_very_large(dice: Dice) -> None:
    smallest, largest = VERY_LARGE
    large = [size for size in (how_many(dice) for _ in range(100_000)) if size >= smallest]
    assert 20 <= len(large) <= 80
    assert min(large) < 8_000
    assert 17_000 < max(large) <= largest


@pytest.mark.parametrize(("places", "among"), [(124, 225_000), (1, 20), (20, 40), (21, 40), (40, 40), (20_000, 21_265)])
def test_nobody_names_a_place_twice_or_one_that_is_not_there(places: int, among: int, dice: Dice) -> None:
    named = ranks(places, among, dice)
    assert len(named) == len(set(named)) == places
    assert min(named) >= 1
    assert max(named) <= among


def test_the_n_th_largest_place_comes_to_mind_n_times_less_often(dice: Dice) -> None:
    first = Counter(rank for _ in range(60_000) for rank in ranks(1, 10_000, dice))
    tenth, hundredth = (mean(first[rank] for rank in range(at, at * 3)) for at in (10, 100))
    assert tenth / hundredth == pytest.approx(10, rel=0.15)


def test_fame_falls_with_size_in_whole_plays(dice: Dice) -> None:
    named = Counter(rank for _ in range(300) for rank in ranks(124, 20_000, dice))
    known = [mean(named[rank] for rank in range(10**n, 10 ** (n + 1))) / 300 for n in range(4)]
    assert known[0] > 0.85  # of the players know each of the ten largest
    assert known == sorted(known, reverse=True)
    assert all(larger > 2 * smaller for larger, smaller in pairwise(known))


def test_both_ways_to_draw_follow_one_law(dice: Dice) -> None:
    """Half of a quiz is drawn one by one, more than half in one throw."""
    half = mean(mean(ranks(500, 1_000, dice)) for _ in range(100))
    more = mean(mean(ranks(501, 1_000, dice)) for _ in range(100))
    assert more == pytest.approx(half, rel=0.02)
    assert half < 400  # 500 if all were as famous


@pytest.mark.parametrize(("places", "among"), [(124, 20_000), (600, 1_000)])
def test_the_largest_are_mostly_named_first(places: int, among: int, dice: Dice) -> None:
    order = []
    for _ in range(100):
        named = ranks(places, among, dice)
        sizes = {rank: position for position, rank in enumerate(sorted(named))}
        order.append(correlation(range(places), [sizes[rank] for rank in named]))
    assert 0.5 < mean(order) < 0.9  # 1: strictly by size; 0: at random


def test_a_quiz_has_as_many_places_as_were_named(dice: Dice) -> None:
    pools = Pools([pool("small", 20, 10**9), pool("middle", 500), pool("large", 2_000)])
    assert {pools.pick(501, dice).slug for _ in range(200)} == {"large"}
    assert {pools.pick(500, dice).slug for _ in range(200)} == {"middle", "large"}
    assert {pools.pick(20, dice).slug for _ in range(200)} == {"small", "middle", "large"}


def test_more_than_any_quiz_has_are_all_of_the_largest(dice: Dice) -> None:
    pools = Pools([pool("small", 20), pool("large", 30)])
    assert {pools.pick(31, dice).slug for _ in range(50)} == {"large"}
    made = [sample(pools, NOW, dice) for _ in range(50)]
    assert max(len(play.ranks) for play in made) == 30


def test_the_popular_kinds_and_the_peopled_quizzes_are_played_more(dice: Dice) -> None:
    of_kinds = [pool(kind, 100, kind=kind) for kind in KIND_SHARES]
    pools = Pools([*of_kinds, pool("larger", 100, people=99_999_999)])
    played = shares(lambda: pools.pick(1, dice).slug, 20_000)
    assert played["world"] == pytest.approx(KIND_SHARES["world"], abs=1.5)
    assert played["region"] == pytest.approx(KIND_SHARES["region"], abs=1)
    assert played["larger"] / played["country"] == pytest.approx(10, rel=0.15)


def test_a_quiz_without_places_is_not_played(dice: Dice) -> None:
    assert not Pools([pool("empty", 0)])
    pools = Pools([pool("empty", 0, 10**9), pool("full", 20)])
    assert {pools.pick(1, dice).slug for _ in range(50)} == {"full"}


def plays(count: int, dice: Dice) -> list[Sample]:
    pools = Pools([pool("world", 30_000, kind="world")])
    return [sample(pools, NOW, dice) for _ in range(count)]


def test_most_play_plainly(dice: Dice) -> None:
    made = iter(plays(5_000, dice))
    assert shares(lambda: next(made).mode, 5_000) == pytest.approx(MODE_SHARES, abs=2)


def test_they_are_spread_over_the_year_and_last_as_long_as_typing_takes(dice: Dice) -> None:
    made = plays(2_000, dice)
    least, most = SECONDS_A_PLACE
    assert all(least <= (play.ended - play.started).total_seconds() / len(play.ranks) <= most for play in made)
    assert min(play.started for play in made) >= NOW - YEAR
    assert max(play.ended for play in made) <= NOW
    months = Counter((NOW - play.ended) // timedelta(days=30) for play in made)
    assert min(months[month] for month in range(12)) > 2_000 / 12 * 0.7


def test_the_same_seed_makes_the_same_plays() -> None:
    assert plays(20, Dice(7)) == plays(20, Dice(7))
    assert plays(20, Dice(7)) != plays(20, Dice(8))
