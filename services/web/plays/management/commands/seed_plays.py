"""`manage.py seed_plays`: made-up plays, as many and as large as real ones would be."""

import random
import signal
import time
from argparse import ArgumentTypeError
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from lib.process_memory import peak_memory_mb
from plays.seeding.bulk_creation import fill, remove
from quizzes.current_data import NoDataLoaded

MOST = 1_000_000  # plays at once: ten minutes, and 1 GB in PostgreSQL; more by another run


class Command(BaseCommand):
    help = "Fill the database with made-up plays, for benchmarks and drills. They come on top of what is there."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("plays", type=_number, nargs="?", help=f"how many, 1 to {MOST:,}")
        parser.add_argument(
            "--seed", type=int, help="the same number makes the same plays again, under other addresses"
        )
        parser.add_argument("--remove", action="store_true", help="delete all made-up plays instead; real ones stay")
        parser.add_argument("--yes-in-production", action="store_true", help="make them in a production stack too")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["remove"]:
            self.stdout.write(f"Removed {remove():,} made-up plays.")
        elif options["plays"] is None:
            raise CommandError("How many plays? For example: seed_plays 100000")
        elif settings.PRODUCTION and not options["yes_in_production"]:
            message = (
                "This is a production site: its visitors would meet made-up plays among the real ones. On a stack "
            )
            raise CommandError(f"{message}that has no visitors say --yes-in-production; --remove takes them out again.")
        else:
            self._make(options["plays"], random.Random(options["seed"]))  # noqa: S311 - dice, nobody's secret

    def _make(self, wanted: int, dice: random.Random) -> None:
        bar = tqdm(total=wanted, desc="Making plays", unit=" plays", leave=False, disable=None)
        start = time.monotonic()
        try:
            with bar, _stop_signals() as received:
                sizes = fill(wanted, dice=dice, stop=lambda: bool(received), on_progress=bar.update)
        except NoDataLoaded as error:
            raise CommandError("There are no places to name: run load_places first.") from error
        done = _summary(sizes, time.monotonic() - start)
        if received:
            raise CommandError(f"Stopped before {wanted:,}. {done}", returncode=128 + received[0])
        self.stdout.write(done)


def _number(text: str) -> int:
    digits = text.replace(",", "").replace("_", "")
    if not (digits.isascii() and digits.isdigit()) or not 1 <= int(digits) <= MOST:
        raise ArgumentTypeError(f"{text!r} is no number of plays: expected a whole number from 1 to {MOST:,}")
    return int(digits)


@contextmanager
def _stop_signals() -> Iterator[list[int]]:
    """The signals to stop that came meanwhile: what is being written is finished first."""
    received: list[int] = []
    before = {s: signal.signal(s, lambda number, _: received.append(number)) for s in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield received
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _summary(sizes: "array[int]", seconds: float) -> str:
    """One line: how many, how quick, and whether they are spread as they should be."""
    if not sizes:
        return "Made no plays."
    ordered = sorted(sizes)
    median, tenth, hundredth = (ordered[int(len(ordered) * share)] for share in (0.5, 0.9, 0.99))
    return (
        f"Made {len(sizes):,} plays of {sum(sizes):,} places in {seconds:.0f} s, {len(sizes) / seconds:,.0f} a second. "
        f"Places in a play: median {median:,}, top 10 % from {tenth:,}, top 1 % from {hundredth:,}, "
        f"most {ordered[-1]:,}. Peak memory {peak_memory_mb():.0f} MB."
    )
