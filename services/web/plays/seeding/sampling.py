"""Plays as people make them: how many places, in which quiz, which ones in what order, and when.

Pure; the dice are the caller's, so that the same seed gives the same plays.

Words: a *pool* is a quiz with its places, largest first; the *rank* of a place in it begins with 1.
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

# Places in a play. Real ones: half of them 124 or more, a tenth 364, a hundredth 947. A log-normal law passes through
# the first and within 3 % of the others.
MEDIAN = 124
SIGMA = 0.86
# What that law never gives, and some people do: for weeks, one quiz.
VERY_LARGE = (5_000, 20_000)
VERY_LARGE_SHARE = 0.0005  # of all plays: 5 in 10,000

# How often a kind of quiz is played, in percent; within a kind by the root of its people: a country of a hundred times
# the people is played ten times as often.
KIND_SHARES = {"world": 30, "continent": 25, "country": 35, "region": 10}
MODE_SHARES = {"plain": 86, "filtered": 11, "every": 3}

DISORDER = 2  # 0: every play names its largest place first; the higher, the more at random
SECONDS_A_PLACE = (5.0, 8.0)  # to think of one and to type it
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Pool:
    """A quiz with the ids and the people of its places, largest first."""

    slug: str
    kind: str
    quiz_places: int
    quiz_population: int
    ids: "array[int]" = field(default_factory=lambda: array("q"))
    people: "array[int]" = field(default_factory=lambda: array("q"))

    def add(self, id_: int, people: int) -> None:
        """Append the next smaller place."""
        self.ids.append(id_)
        self.people.append(people)


class Sample(NamedTuple):
    """One play."""

    pool: Pool
    ranks: list[int]  # in the order of naming
    mode: str
    started: datetime
    ended: datetime


class Pools:
    """All quizzes, to pick one that has as many places as somebody has named."""

    def __init__(self, pools: Iterable[Pool]) -> None:
        self._pools = sorted((pool for pool in pools if pool.ids), key=lambda pool: -len(pool.ids))
        self._fewer = [-len(pool.ids) for pool in self._pools]  # rises, as bisect wants it
        self._sums = list(accumulate(_weights(self._pools)))

    def __bool__(self) -> bool:
        return bool(self._pools)

    def pick(self, places: int, dice: Random) -> Pool:
        """One that has so many places, or the largest if none has; the popular ones more often."""
        fitting = max(1, bisect_right(self._fewer, -places))
        at = dice.random() * self._sums[fitting - 1]
        return self._pools[bisect_left(self._sums, at, hi=fitting - 1)]


def _weights(pools: Iterable[Pool]) -> list[float]:
    roots = [(pool.kind, math.sqrt(pool.quiz_population + 1)) for pool in pools]
    sums = dict.fromkeys(KIND_SHARES, 0.0)
    for kind, root in roots:
        sums[kind] += root
    return [KIND_SHARES[kind] * root / sums[kind] for kind, root in roots]


def sample(pools: Pools, now: datetime, dice: Random) -> Sample:
    """A play of the year before `now`."""
    wanted = how_many(dice)
    pool = pools.pick(wanted, dice)
    places = min(wanted, len(pool.ids))
    (mode,) = dice.choices(list(MODE_SHARES), list(MODE_SHARES.values()))
    lasted = timedelta(seconds=places * dice.uniform(*SECONDS_A_PLACE))
    ended = now - dice.random() * (YEAR - lasted)
    return Sample(pool, ranks(places, len(pool.ids), dice), mode, ended - lasted, ended)


def how_many(dice: Random) -> int:
    """How many places somebody names, in a quiz that has enough."""
    if dice.random() < VERY_LARGE_SHARE:
        return dice.randint(*VERY_LARGE)
    return max(1, round(dice.lognormvariate(math.log(MEDIAN), SIGMA)))


def ranks(places: int, among: int, dice: Random) -> list[int]:
    """So many different ranks from 1 to `among`, in the order of naming: mostly the largest first.

    The n-th largest place comes to mind n times less often than the largest, and nobody names one twice.
    """
    named = _most(places, among, dice) if places > among // 2 else _some(places, among, dice)
    return sorted(named, key=lambda rank: rank * dice.random() ** DISORDER)


def _some(places: int, among: int, dice: Random) -> list[int]:
    """One after the other; what was named already is passed over."""
    named: dict[int, None] = {}
    random, top = dice.random, among + 1
    while len(named) < places:
        # top ** U is spread as 1/rank: the quickest way to draw from that law, with no table of weights.
        named.update(dict.fromkeys([int(top ** random()) for _ in range(places - len(named))]))
    return list(named)


def _most(places: int, among: int, dice: Random) -> list[int]:
    """The same law for a large part of the quiz, where `_some` would throw for the last places again and again.

    Each place throws once, and the luckiest are named: see Efraimidis and Spirakis, "Weighted random sampling with a
    reservoir", 2006.
    """
    return sorted(range(1, among + 1), key=lambda rank: rank * dice.expovariate(1))[:places]
