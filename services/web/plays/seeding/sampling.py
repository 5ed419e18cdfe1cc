"""Random plays, distributed like real ones: how many places, in which quiz, which places in which order, and when.

No input or output. The caller passes the random number generator, so that the same seed gives the same plays.

Words: a *pool* is a quiz with its places, largest first; the *rank* of a place in it starts with 1.
"""

import math
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random
from typing import NamedTuple

# Places in a play. Of real plays, half have 124 or more, a tenth 364 or more, a hundredth 947 or more. A log-normal
# distribution has the same median and is within 3 % of the other two.
MEDIAN_PLACES = 124
SIGMA = 0.86
# A few people play one quiz for weeks and reach sizes that this distribution never gives.
VERY_LARGE_PLACES = (5_000, 20_000)
VERY_LARGE_SHARE = 0.0005  # share of all plays: 5 in 10,000

# How often each kind of quiz is played, in percent. Within a kind, a quiz is played in proportion to the square root of
# its population: a country with a hundred times the people is played ten times as often.
KIND_SHARES = {"world": 30, "continent": 25, "country": 35, "region": 10}
MODE_SHARES = {"plain": 86, "filtered": 11, "every": 3}

DISORDER = 2  # 0: places are named strictly by size; the higher, the more random the order
SECONDS_PER_PLACE = (5.0, 8.0)  # to think of a place and to type it
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class QuizPool:
    """A quiz with the ids and populations of its places, largest first."""

    slug: str
    kind: str
    quiz_places: int
    quiz_population: int
    ids: "array[int]" = field(default_factory=lambda: array("q"))
    populations: "array[int]" = field(default_factory=lambda: array("q"))

    def add(self, id_: int, population: int) -> None:
        """Append the next smaller place."""
        self.ids.append(id_)
        self.populations.append(population)


class SampledPlay(NamedTuple):
    pool: QuizPool
    ranks: list[int]  # in the order of naming
    mode: str
    started: datetime
    ended: datetime


class QuizPools:
    """All quizzes with places, from which a play picks one that is large enough."""

    def __init__(self, pools: Iterable[QuizPool]) -> None:
        self._pools = sorted((pool for pool in pools if pool.ids), key=lambda pool: -len(pool.ids))
        self._negative_sizes = [-len(pool.ids) for pool in self._pools]  # ascending, as bisect requires
        self._cumulative_weights = list(accumulate(_weights(self._pools)))

    def __bool__(self) -> bool:
        return bool(self._pools)

    def pick(self, places: int, rng: Random) -> QuizPool:
        """A random quiz with at least `places` places, popular ones more often. If none has, the largest quiz."""
        large_enough = max(1, bisect_right(self._negative_sizes, -places))
        position = rng.random() * self._cumulative_weights[large_enough - 1]
        return self._pools[bisect_left(self._cumulative_weights, position, hi=large_enough - 1)]


def _weights(pools: Iterable[QuizPool]) -> list[float]:
    roots = [(pool.kind, math.sqrt(pool.quiz_population + 1)) for pool in pools]
    sums = dict.fromkeys(KIND_SHARES, 0.0)
    for kind, root in roots:
        sums[kind] += root
    return [KIND_SHARES[kind] * root / sums[kind] for kind, root in roots]


def sample_play(pools: QuizPools, now: datetime, rng: Random) -> SampledPlay:
    """A random play from the year before `now`."""
    wanted = sample_size(rng)
    pool = pools.pick(wanted, rng)
    places = min(wanted, len(pool.ids))
    (mode,) = rng.choices(list(MODE_SHARES), list(MODE_SHARES.values()))
    duration = timedelta(seconds=places * rng.uniform(*SECONDS_PER_PLACE))
    ended = now - rng.random() * (YEAR - duration)
    return SampledPlay(pool, sample_ranks(places, len(pool.ids), rng), mode, ended - duration, ended)


def sample_size(rng: Random) -> int:
    """The number of places that somebody names, in a quiz that has enough."""
    if rng.random() < VERY_LARGE_SHARE:
        return rng.randint(*VERY_LARGE_PLACES)
    return max(1, round(rng.lognormvariate(math.log(MEDIAN_PLACES), SIGMA)))


def sample_ranks(count: int, max_rank: int, rng: Random) -> list[int]:
    """`count` different ranks from 1 to `max_rank`, in the order of naming: mostly the largest places first.

    The n-th largest place comes to mind n times less often than the largest, and nobody names a place twice.
    """
    sample = _sample_by_weighted_keys if count > max_rank // 2 else _sample_by_rejection
    return sorted(sample(count, max_rank, rng), key=lambda rank: rank * rng.random() ** DISORDER)


def _sample_by_rejection(count: int, max_rank: int, rng: Random) -> list[int]:
    """Draws ranks until there are enough, and ignores those that were drawn before."""
    drawn: dict[int, None] = {}
    random, top = rng.random, max_rank + 1
    while len(drawn) < count:
        # For uniform U, top ** U is distributed as 1/rank: the fastest way to draw, without a table of weights.
        drawn.update(dict.fromkeys([int(top ** random()) for _ in range(count - len(drawn))]))
    return list(drawn)


def _sample_by_weighted_keys(count: int, max_rank: int, rng: Random) -> list[int]:
    """The same distribution for a large part of the quiz, where rejection would draw far too often for the last ranks.

    Each rank draws one random key, and those with the smallest keys are taken: see Efraimidis and Spirakis, "Weighted
    random sampling with a reservoir", 2006.
    """
    return sorted(range(1, max_rank + 1), key=lambda rank: rank * rng.expovariate(1))[:count]
