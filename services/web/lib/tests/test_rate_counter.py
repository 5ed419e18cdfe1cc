"""Counts hold over all workers through the cache, and in each worker without it."""

import subprocess
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from lib import rate_counter
from lib.rate_counter import count_event


@pytest.fixture(autouse=True)
def _from_nothing() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def test_each_key_is_counted_by_itself() -> None:
    assert [count_event(key, seconds=60) for key in "aaba"] == [1, 2, 1, 3]


def test_a_count_ends_with_its_time() -> None:
    assert count_event("a", seconds=1) == 1
    time.sleep(1.1)
    assert count_event("a", seconds=1) == 1


def test_a_flood_of_keys_does_not_fill_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_: Any, **__: Any) -> None:
        """As django-redis answers when Redis is away."""

    monkeypatch.setattr(cache, "add", nothing)
    monkeypatch.setattr(cache, "incr", nothing)
    for number in range(rate_counter.MOST_OWN + 500):
        count_event(str(number), seconds=60)
    assert len(rate_counter._own) <= rate_counter.MOST_OWN


@pytest.mark.redis
def test_a_redis_that_goes_away_leaves_the_worker_to_count(own_redis: subprocess.Popen[bytes]) -> None:
    assert [count_event("a", seconds=60) for _ in range(3)] == [1, 2, 3]
    own_redis.kill()
    own_redis.wait()
    assert [count_event("gone", seconds=60) for _ in range(3)] == [1, 2, 3]
