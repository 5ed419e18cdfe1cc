"""Without Redis everything is answered, only slower."""

import time
from statistics import median

import pytest

from tests.stack.harness.changes import paused, start_times
from tests.stack.harness.http import MATCH, request
from tests.stack.harness.player_traffic import PlayerTraffic, table, unexpected
from tests.stack.harness.stack import Stack

ASKED = 8
UNBEARABLE = 1.0  # seconds: a player would type the name again


def seconds(stack: Stack, path: str) -> list[float]:
    """How long fresh answers take; `path` ends where a number may follow."""
    took = []
    for _ in range(ASKED):
        response = request(stack, f"{path}{time.time_ns()}")
        assert response.status == 200
        assert response.cache == "MISS"
        took.append(response.seconds)
    return took


@pytest.mark.parametrize("how", ["stopped", "frozen"])
def test_pages_and_matches_work_without_redis(stack: Stack, how: str) -> None:
    before = start_times(stack, "redis")
    paths = {"match": f"{MATCH}Qxzqv", "quiz page": "/quizzes/fr?n=", "home page": "/?n="}
    with_redis = {name: seconds(stack, path) for name, path in paths.items()}
    away = stack.stopped("redis") if how == "stopped" else paused(stack, "redis")
    with PlayerTraffic(stack, rate=4) as traffic, away:
        without = {name: seconds(stack, path) for name, path in paths.items()}
        ready, alive = request(stack, "/readyz"), request(stack, "/healthz")
        assert stack.healthy("web")
    print(table(f"redis {how}", traffic.samples))
    for name, took in without.items():
        usual, now = (median(times) * 1000 for times in (with_redis[name], took))
        print(
            f"  {name:10} median {usual:4.0f} ms with Redis, {now:4.0f} ms without, slowest {max(took) * 1000:4.0f} ms"
        )
        assert now < UNBEARABLE * 1000
    assert (ready.status, ready.json["down"]) == (503, ["cache"])
    assert alive.status == 200
    assert not unexpected(traffic.samples)
    assert start_times(stack, "redis") == before
