"""Without Redis every request is answered, only slower."""

import time
from statistics import median

import pytest

from tests.stack.harness.changes import paused, start_times
from tests.stack.harness.http import MATCH_PATH, request
from tests.stack.harness.player_traffic import PlayerTraffic, table, unexpected
from tests.stack.harness.stack import Stack

REPETITIONS = 8
MAX_SECONDS = 1.0  # after that, a player would type the name again


def uncached_seconds(stack: Stack, path: str) -> list[float]:
    """Times of uncached responses. `path`: a number is appended to it, to make it new."""
    seconds = []
    for _ in range(REPETITIONS):
        response = request(stack, f"{path}{time.time_ns()}")
        assert response.status == 200
        assert response.cache == "MISS"
        seconds.append(response.seconds)
    return seconds


@pytest.mark.parametrize("outage", ["stopped", "frozen"])
def test_pages_and_matches_work_without_redis(stack: Stack, outage: str) -> None:
    before = start_times(stack, "redis")
    paths = {"match": f"{MATCH_PATH}Qxzqv", "quiz page": "/quizzes/fr?n=", "home page": "/?n="}
    with_redis = {name: uncached_seconds(stack, path) for name, path in paths.items()}
    away = stack.stopped("redis") if outage == "stopped" else paused(stack, "redis")
    with PlayerTraffic(stack, rate=4) as traffic, away:
        without_redis = {name: uncached_seconds(stack, path) for name, path in paths.items()}
        ready, alive = request(stack, "/readyz"), request(stack, "/healthz")
        assert stack.healthy("web")
    print(table(f"redis {outage}", traffic.samples))
    for name, seconds in without_redis.items():
        usual_ms, ms = (median(times) * 1000 for times in (with_redis[name], seconds))
        slowest_ms = max(seconds) * 1000
        print(f"  {name:10} median {usual_ms:4.0f} ms with Redis, {ms:4.0f} without, slowest {slowest_ms:4.0f}")
        assert ms < MAX_SECONDS * 1000
    assert (ready.status, ready.json["down"]) == (503, ["cache"])
    assert alive.status == 200
    assert not unexpected(traffic.samples)
    assert start_times(stack, "redis") == before
