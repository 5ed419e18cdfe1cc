"""The data version that the database holds now, and what a worker keeps in memory of it."""

from dataclasses import dataclass
from functools import lru_cache

from django.db import OperationalError

from places import lookup
from places.near import NearFilter
from quizzes.models import Quiz


@dataclass(frozen=True, slots=True)
class Loaded:
    """Which data is loaded."""

    version: str
    fingerprint: str


class NothingLoaded(OperationalError):
    """The database holds no data, or just now another: `load_places` is to run, or running.

    To a visitor that is a database that is away: 503, worth another try.
    """


def loaded() -> Loaded:
    """Asked anew by every request, so that no worker answers from data that was replaced."""
    row = lookup.data_version()
    if row is None:
        raise NothingLoaded
    return Loaded(*row)


@lru_cache(maxsize=2048)  # all there are
def quiz_in(fingerprint: str, slug: str) -> Quiz:
    """A quiz, which changes with the data only. Raises Quiz.DoesNotExist."""
    return Quiz.objects.get(slug=slug)


@lru_cache(maxsize=1)
def near_filter(fingerprint: str) -> NearFilter:
    """The near filter of this data: 4 MB, read once by each worker."""
    bits = lookup.near_filter(fingerprint)
    if bits is None:  # replaced since this request asked
        raise NothingLoaded
    return NearFilter(bits)
