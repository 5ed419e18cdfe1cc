"""Guesses like those of players: real names with a Zipf distribution, and a fifth that match no place."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from places.models import Place, PlaceName

MISS_SHARE = 0.2
ZIPF_EXPONENT = 1.0  # the n-th largest place is guessed n times less often than the largest
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class SampleGuess:
    """`kind`: "hit", "near" (a name with one typing error) or "nonsense"."""

    text: str
    kind: str


def sample_guesses(count: int, seed: int = 1) -> Iterator[SampleGuess]:
    """`count` guesses. The same seed and data give the same guesses."""
    rng = random.Random(seed)  # noqa: S311 - a benchmark needs no secure random numbers
    places = list(Place.objects.filter(section=False, retired=False).order_by("-population", "id").values_list("name"))
    weights = [1 / rank**ZIPF_EXPONENT for rank in range(1, len(places) + 1)]
    other_names = list(PlaceName.objects.filter(main=False).order_by("key").values_list("key", flat=True)[::500])
    for (name,) in rng.choices(places, weights, k=count):
        yield _sample_guess(name, other_names, rng)


def _sample_guess(name: str, other_names: list[str], rng: random.Random) -> SampleGuess:
    if rng.random() >= MISS_SHARE:
        # One name in ten is in another language or spelling, often in another script.
        return SampleGuess(rng.choice(other_names) if rng.random() < 0.1 else name, "hit")
    if rng.random() < 0.5:
        return SampleGuess(_with_typing_error(name, rng), "near")
    return SampleGuess("".join(rng.choices(LETTERS, k=rng.randint(5, 14))), "nonsense")


def _with_typing_error(name: str, rng: random.Random) -> str:
    at = rng.randrange(len(name))
    return name[:at] + rng.choice(["", name[at] * 2, rng.choice(LETTERS)]) + name[at + 1 :]
