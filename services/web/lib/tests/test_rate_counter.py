"""Events are counted over all workers through the cache, and in each worker without it."""

import subprocess
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from lib import rate_counter
from lib.rate_counter import count_event


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def test_each_key_has_its_own_count() -> None:
    assert [count_event(key, seconds=60) for key in "aaba"] == [1, 2, 1, 3]


def test_a_count_expires_after_its_window() -> None:
    assert count_event("a", seconds=1) == 1
    time.sleep(1.1)
    assert count_event("a", seconds=1) == 1


def test_a_flood_of_keys_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def unavailable(*_: Any, **__: Any) -> None:
        """Returns None, as django-redis does without Redis."""

    monkeypatch.setattr(cache, "add", unavailable)
    monkeypatch.setattr(cache, "incr", unavailable)
    for number in range(rate_counter.MAX_LOCAL_KEYS + 500):
        count_event(str(number), seconds=60)
    assert len(rate_counter._local_counts) <= rate_counter.MAX_LOCAL_KEYS


@pytest.mark.redis
def test_each_worker_counts_on_its_own_when_redis_stops(own_redis: subprocess.Popen[bytes]) -> None:
    assert [count_event("a", seconds=60) for _ in range(3)] == [1, 2, 3]
    own_redis.kill()
    own_redis.wait()
    assert [count_event("gone", seconds=60) for _ in range(3)] == [1, 2, 3]
