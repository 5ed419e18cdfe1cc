from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache

from places.models import DataVersion
from quizzes.loaded import quiz_in

NEXT_VERSION = "2099.01.0"


@pytest.fixture(autouse=True)
def _empty_caches() -> Iterator[None]:
    """No test reads what another has put into a cache."""
    yield
    cache.clear()
    quiz_in.cache_clear()


@pytest.fixture
def new_data() -> Callable[[], None]:
    """Called after places were changed: from then on they are another version's."""

    def load() -> None:
        DataVersion.objects.update(version=NEXT_VERSION, fingerprint="0123456789abcdef")

    return load
