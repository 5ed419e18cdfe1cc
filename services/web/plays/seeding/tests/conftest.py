from collections.abc import Iterator
from functools import lru_cache
from unittest.mock import patch

import pytest

from plays.seeding import made_up_plays
from plays.seeding.sampling import QuizPool


@lru_cache(maxsize=1)
def real_pools() -> tuple[QuizPool, ...]:
    """All quizzes with their places. Cached, because reading them takes a second."""
    return tuple(made_up_plays.read_pools())


@pytest.fixture
def pools(db: None) -> Iterator[dict[str, QuizPool]]:
    """The real quizzes by slug. The code under test gets the cached ones instead of reading them again."""
    found = real_pools()
    with patch.object(made_up_plays, "read_pools", lambda: iter(found)):
        yield {pool.slug: pool for pool in found}
