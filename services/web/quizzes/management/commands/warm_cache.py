"""`manage.py warm_cache`: fill the shared cache for the first visitors after a release."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError
from tqdm import tqdm

from config.health import DEPENDENCIES
from quizzes.current_data import NoDataLoaded, current_data, quiz_in
from quizzes.match_cache import cached_matches
from quizzes.views import rendered_catalogue
from quizzes.warmup_guesses import warmup_guesses

BATCH = 25  # guesses: few enough letters to need no work slot, so that a release does not fail because it is taken


class Command(BaseCommand):
    help = "Fill the shared cache with the home page and the guesses that players make first."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.REDIS_URL:
            self.stdout.write("There is no shared cache (REDIS_URL is empty): nothing to warm.")
            return
        try:
            quizzes, guesses = _warm()
        except NoDataLoaded as error:
            raise CommandError("No places are loaded: run load_places first.") from error
        except (OperationalError, InterfaceError) as error:
            raise CommandError(f"The database does not answer: {error}") from error
        if not DEPENDENCIES["cache"]():  # no reason to fail a release: the site works without Redis, only slower
            self.stderr.write("warm_cache: Redis does not answer, so the cache was not warmed.")
            return
        self.stdout.write(f"Warmed the home page, and {guesses:,} guesses in {quizzes:,} quizzes.")


def _warm() -> tuple[int, int]:
    """Returns the numbers of quizzes and guesses. Stops if Redis goes away, since each guess would wait for Redis."""
    rendered_catalogue()
    data = current_data()
    quizzes = guesses = 0
    for slug, names in tqdm(list(warmup_guesses()), desc="Warming the cache", leave=False, disable=None):
        if not DEPENDENCIES["cache"]():
            break
        for start in range(0, len(names), BATCH):
            cached_matches(quiz_in(data.fingerprint, slug), data, names[start : start + BATCH])
        quizzes, guesses = quizzes + 1, guesses + len(names)
    return quizzes, guesses
