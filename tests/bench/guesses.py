"""Guesses as players make them: Zipf over real names, a fifth of them misses."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from places.models import Place, PlaceName

MISSES = 0.2
ZIPF = 1.0  # exponent: the n-th largest place is guessed n times less than the largest
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Guess:
    """What is typed, and as what it was meant: "hit", "near" (one slip) or "nonsense"."""

    text: str
    meant: str


def guesses(count: int, seed: int = 1) -> Iterator[Guess]:
    """`count` guesses, the same for the same seed and data."""
    pick = random.Random(seed)  # noqa: S311 - a benchmark's dice
    places = list(Place.objects.filter(section=False, retired=False).order_by("-population", "id").values_list("name"))
    weights = [1 / rank**ZIPF for rank in range(1, len(places) + 1)]
    others = list(PlaceName.objects.filter(main=False).order_by("key").values_list("key", flat=True)[::500])
    for (name,) in pick.choices(places, weights, k=count):
        yield _guess(name, others, pick)


def _guess(name: str, others: list[str], pick: random.Random) -> Guess:
    if pick.random() >= MISSES:
        # One in ten comes in another language or spelling, often in another script.
        return Guess(pick.choice(others) if pick.random() < 0.1 else name, "hit")
    if pick.random() < 0.5:
        return Guess(_slip(name, pick), "near")
    return Guess("".join(pick.choices(LETTERS, k=pick.randint(5, 14))), "nonsense")


def _slip(name: str, pick: random.Random) -> str:
    at = pick.randrange(len(name))
    return name[:at] + pick.choice(["", name[at] * 2, pick.choice(LETTERS)]) + name[at + 1 :]
