from collections.abc import Iterator
from functools import lru_cache
from unittest.mock import patch

import pytest

from plays.seeding import filling
from plays.seeding.sampling import Pool


@lru_cache(maxsize=1)
def real_pools() -> tuple[Pool, ...]:
    """Read once for all tests: it takes a second."""
    return tuple(filling.read_pools())


@pytest.fixture
def pools(db: None) -> Iterator[dict[str, Pool]]:
    """The real quizzes by slug, in place of reading them again."""
    found = real_pools()
    with patch.object(filling, "read_pools", lambda: iter(found)):
        yield {pool.slug: pool for pool in found}
