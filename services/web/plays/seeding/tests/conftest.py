from collections.abc import Iterator
from functools import lru_cache
from unittest.mock import patch

import pytest

from plays.seeding import bulk_creation
from plays.seeding.sampling import Pool


@lru_cache(maxsize=1)
def real_pools() -> tuple[Pool, ...]:
    """Read once for all tests: it takes a second."""
    return tuple(bulk_creation.read_pools())


@pytest.fixture
def pools(db: None) -> Iterator[dict[str, Pool]]:
    """The real quizzes by slug, in place of reading them again."""
    found = real_pools()
    with patch.object(bulk_creation, "read_pools", lambda: iter(found)):
        yield {pool.slug: pool for pool in found}
