"""Without PostgreSQL: cached responses are served, other requests get 503 with a message, and the site recovers."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.stack.harness.changes import paused, start_times
from tests.stack.harness.http import MATCH_PATH, request
from tests.stack.harness.nginx_cache import expire_cached_response
from tests.stack.harness.player_traffic import BUSY, RATE, PlayerTraffic, table, unexpected
from tests.stack.harness.stack import Stack, wait_until

UPSTREAM_SECONDS = 10  # proxy_read_timeout and gunicorn's timeout
SLACK = 5  # seconds


def uncached_paths() -> list[str]:
    """A page and a match that are not in nginx's cache."""
    return [f"/quizzes/fr?n={time.time_ns()}", f"{MATCH_PATH}Qxzqv{time.time_ns()}"]


def check_refusals(stack: Stack, paths: list[str]) -> float:
    """A page and an API path get 503 with a message, not cacheable. Returns the seconds of the slower one."""
    page, api = (request(stack, path) for path in paths)
    assert page.is_page
    assert b"Back in a moment" in page.body
    assert api.error in {"database_away", "service_unavailable"}
    for response in (page, api):
        assert (response.status, response.headers["Cache-Control"]) == (503, "no-store")
        assert response.cache in {"MISS", ""}  # made by Django, or by nginx
        assert int(response.headers["Retry-After"]) <= 10
    return max(page.seconds, api.seconds)


def check_cached_responses(stack: Stack) -> None:
    """nginx serves cached responses, fresh or long expired, without waiting for the database."""
    fresh = request(stack, f"{MATCH_PATH}Paris")
    assert (fresh.status, fresh.cache) == (200, "HIT")
    expire_cached_response(stack, "/quizzes/de")
    expired = request(stack, "/quizzes/de")
    assert expired.status == 200
    assert expired.cache in {"STALE", "UPDATING"}


@contextmanager
def traffic_during_outage(stack: Stack, title: str, rate: float) -> Iterator[PlayerTraffic]:
    """Player traffic during a block. Afterwards every kind of request succeeds, and no container has restarted."""
    before = start_times(stack, "postgres")
    request(stack, "/quizzes/de")
    with PlayerTraffic(stack, rate=rate) as traffic:
        traffic.run(1)
        yield traffic
        recovered = traffic.now
        wait_until(lambda: traffic.all_good_since(recovered), "PostgreSQL is back, but not all requests succeed")
        print(f"{title}: every kind of request succeeds {traffic.now - recovered:.1f} s after its return")
    print(table(title, traffic.samples))
    assert not unexpected(traffic.samples, BUSY)
    kinds = {s.kind for s in traffic.samples if s.outcome == BUSY}
    assert not kinds & {"match, cached", "page, cached", "static"}, "nginx did not serve what it had cached"
    assert start_times(stack, "postgres") == before


@pytest.mark.parametrize("away", [8, pytest.param(30, marks=pytest.mark.drill)])
def test_cached_responses_are_served_while_postgres_is_stopped(stack: Stack, away: int) -> None:
    """`away`: seconds without PostgreSQL."""
    paths = uncached_paths()
    with traffic_during_outage(stack, f"postgres stopped for {away} s", RATE) as traffic, stack.stopped("postgres"):
        stopped = traffic.now
        took = check_refusals(stack, paths)
        print(f"refused within {took:.2f} s")
        assert took < SLACK
        check_cached_responses(stack)
        assert request(stack, "/readyz").json["down"] == ["database"]
        traffic.run(max(0, away - (traffic.now - stopped)))
    assert [request(stack, path).status for path in paths] == [200, 200], "a refusal was cached"


def test_cached_responses_are_served_while_postgres_is_frozen(stack: Stack) -> None:
    """Frozen, it accepts connections but never answers, so every request hangs: hence the lower rate."""
    with traffic_during_outage(stack, "postgres frozen", RATE / 3) as traffic, paused(stack, "postgres"):
        took = check_refusals(stack, uncached_paths())
        print(f"refused within {took:.2f} s")
        assert took < UPSTREAM_SECONDS + SLACK
        check_cached_responses(stack)
        traffic.run(1)
