"""`manage.py warm_cache`: let the first visitors after a release find what they ask for in the shared cache."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.test import RequestFactory
from tqdm import tqdm

from config.health import DEPENDENCIES
from quizzes.api import match_name
from quizzes.current_data import NoDataLoaded
from quizzes.views import home
from quizzes.warmup_guesses import warmup_guesses

REQUEST = RequestFactory().get("/")  # the views themselves, past the checks of a real request


class Command(BaseCommand):
    help = "Fill the shared cache with the home page and the guesses that players make first."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.REDIS_URL:
            self.stdout.write("Each process has a cache of its own (REDIS_URL is empty): nothing to warm.")
            return
        try:
            quizzes, guesses = _warm()
        except NoDataLoaded as error:
            raise CommandError("There are no places: run load_places first.") from error
        except (OperationalError, InterfaceError) as error:
            raise CommandError(f"The database does not answer: {error}") from error
        if not DEPENDENCIES["cache"]():  # not worth a failed release: the site answers without it, slower
            self.stderr.write("warm_cache: Redis does not answer, so the cache stays cold.")
            return
        self.stdout.write(f"Warmed the home page, and {guesses:,} guesses in {quizzes:,} quizzes.")


def _warm() -> tuple[int, int]:
    """How many quizzes were warmed with how many guesses; stops where Redis goes, which each guess would wait for."""
    home(REQUEST)
    quizzes = guesses = 0
    for slug, names in tqdm(list(warmup_guesses()), desc="Warming the cache", leave=False, disable=None):
        if not DEPENDENCIES["cache"]():
            break
        for name in names:
            match_name(REQUEST, HttpResponse(), slug, name)
        quizzes, guesses = quizzes + 1, guesses + len(names)
    return quizzes, guesses
