"""`manage.py seed_plays`: creates made-up plays, distributed like real ones, or deletes them."""

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
from plays.seeding.made_up_plays import create_plays, delete_made_up_plays
from quizzes.current_data import NoDataLoaded

MAX_PLAYS = 1_000_000  # in one run: ten minutes, and 1 GB in PostgreSQL


class Command(BaseCommand):
    help = "Fill the database with made-up plays, for benchmarks and drills. Existing plays stay."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("plays", type=_number_of_plays, nargs="?", help=f"how many, 1 to {MAX_PLAYS:,}")
        parser.add_argument("--seed", type=int, help="the same number makes the same plays again, with other ids")
        parser.add_argument("--remove", action="store_true", help="delete all made-up plays instead; real plays stay")
        parser.add_argument("--yes-in-production", action="store_true", help="create them in a production stack too")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["remove"]:
            self.stdout.write(f"Removed {delete_made_up_plays():,} made-up plays.")
        elif options["plays"] is None:
            raise CommandError("How many plays? For example: seed_plays 100000")
        elif settings.PRODUCTION and not options["yes_in_production"]:
            raise CommandError(
                "This is a production site: visitors would see made-up plays among the real ones. If the stack has no "
                "visitors, add --yes-in-production. --remove deletes the made-up plays again."
            )
        else:
            self._create(options["plays"], random.Random(options["seed"]))  # noqa: S311 - nothing secret depends on it

    def _create(self, count: int, rng: random.Random) -> None:
        bar = tqdm(total=count, desc="Making plays", unit=" plays", leave=False, disable=None)
        start = time.monotonic()
        try:
            with bar, _record_stop_signals() as signals:
                sizes = create_plays(count, rng=rng, stop=lambda: bool(signals), on_progress=bar.update)
        except NoDataLoaded as error:
            raise CommandError("There are no places to name: run load_places first.") from error
        summary = _summary(sizes, time.monotonic() - start)
        if signals:
            raise CommandError(f"Stopped before {count:,}. {summary}", returncode=128 + signals[0])
        self.stdout.write(summary)


def _number_of_plays(text: str) -> int:
    digits = text.replace(",", "").replace("_", "")
    if not (digits.isascii() and digits.isdigit()) or not 1 <= int(digits) <= MAX_PLAYS:
        raise ArgumentTypeError(f"{text!r} is not a number of plays: expected a whole number from 1 to {MAX_PLAYS:,}")
    return int(digits)


@contextmanager
def _record_stop_signals() -> Iterator[list[int]]:
    """The SIGINT and SIGTERM signals received so far. They do not interrupt the batch that is being written."""
    received: list[int] = []
    old = {s: signal.signal(s, lambda number, _: received.append(number)) for s in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield received
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)


def _summary(sizes: "array[int]", seconds: float) -> str:
    """One line: how many plays, how fast, and how their sizes are distributed."""
    if not sizes:
        return "Made no plays."
    ordered = sorted(sizes)
    median, tenth, hundredth = (ordered[int(len(ordered) * share)] for share in (0.5, 0.9, 0.99))
    return (
        f"Made {len(sizes):,} plays of {sum(sizes):,} places in {seconds:.0f} s, {len(sizes) / seconds:,.0f} a second. "
        f"Places in a play: median {median:,}, top 10 % from {tenth:,}, top 1 % from {hundredth:,}, "
        f"most {ordered[-1]:,}. Peak memory {peak_memory_mb():.0f} MB."
    )
