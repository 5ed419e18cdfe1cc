from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """No test reads what another has put into the result cache."""
    cache.clear()
    yield
    cache.clear()
