from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.utils import timezone

from places.models import DataVersion
from plays.models import Play, pack
from quizzes.current_data import quiz_in

NEXT_VERSION = "2099.01.0"


@pytest.fixture(autouse=True)
def _clear_caches() -> Iterator[None]:
    """No test reads what another test has cached."""
    yield
    cache.clear()
    quiz_in.cache_clear()


@pytest.fixture
def new_data() -> Callable[[], None]:
    """A function that pretends a data load. After it, changed places belong to a new version of the data."""

    def load() -> None:
        DataVersion.objects.update(version=NEXT_VERSION, fingerprint="0123456789abcdef")

    return load


@pytest.fixture
def play(db: None) -> Play:
    """A saved play of London and Paris in the quiz Europe."""
    now = timezone.now()
    return Play.objects.create(
        quiz="europe",
        mode="plain",
        started=now,
        ended=now,
        named=pack([2643743, 2988507]),
        data_version="2026.11.0",
        places=2,
        population=11_000_000,
        quiz_places=95_910,
        quiz_population=680_283_764,
        secret_hash="0" * 64,
        key_hash="1" * 64,
    )
