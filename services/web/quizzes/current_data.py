"""The data that the database holds at the moment, and the parts of it that each worker keeps in memory."""

from dataclasses import dataclass
from functools import lru_cache

from django.db import OperationalError

from places import match_queries
from places.near_misses import NearMissFilter
from places.stored_filter import read_near_filter
from quizzes.models import Quiz


@dataclass(frozen=True, slots=True)
class CurrentData:
    """The data that the database holds at the moment."""

    version: str
    fingerprint: str


class NoDataLoaded(OperationalError):
    """The database holds no data, or a load replaced it during this request.

    It is an OperationalError because visitors get the same answer as without a database: 503, try again.
    """


def current_data() -> CurrentData:
    """Version and fingerprint of the data. Read for every request, so that no worker answers from replaced data."""
    row = match_queries.data_version()
    if row is None:
        raise NoDataLoaded
    return CurrentData(*row)


@lru_cache(maxsize=2048)  # more than there are quizzes
def quiz_in(fingerprint: str, slug: str) -> Quiz:
    """The quiz with this slug. The fingerprint makes the cached quiz change with the data. Raises Quiz.DoesNotExist."""
    return Quiz.objects.get(slug=slug)


@lru_cache(maxsize=1)
def near_filter(fingerprint: str) -> NearMissFilter:
    """The near filter of this data: 4 MB, read once by each worker."""
    bits = read_near_filter(fingerprint)
    if bits is None:  # the data changed during this request
        raise NoDataLoaded
    return NearMissFilter(bits)
