"""Without PostgreSQL: what nginx keeps is answered, the rest is refused in words, and it mends itself."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.stack.harness.changes import paused, start_times
from tests.stack.harness.http import MATCH, request
from tests.stack.harness.nginx_cache import expire
from tests.stack.harness.player_traffic import BUSY, RATE, PlayerTraffic, table, unexpected
from tests.stack.harness.stack import Stack, wait_until

HANGING = 10  # seconds: proxy_read_timeout and gunicorn's timeout
SLACK = 5  # seconds


def fresh() -> list[str]:
    """A page and a match that nginx has not kept."""
    return [f"/quizzes/fr?n={time.time_ns()}", f"{MATCH}Qxzqv{time.time_ns()}"]


def refused(stack: Stack, asked: list[str]) -> float:
    """A page says so in words, the API in its own shape, neither may be kept; how long the slower took."""
    page, api = (request(stack, path) for path in asked)
    assert page.is_page
    assert b"Back in a moment" in page.body
    assert api.error in {"database_away", "service_unavailable"}
    for response in (page, api):
        assert (response.status, response.headers["Cache-Control"]) == (503, "no-store")
        assert response.cache in {"MISS", ""}  # Django's refusal, or nginx's own
        assert int(response.headers["Retry-After"]) <= 10
    return max(page.seconds, api.seconds)


def check_what_is_kept(stack: Stack) -> None:
    """Fresh or long past its age: nginx answers, and no player waits for the database."""
    kept = request(stack, f"{MATCH}Paris")
    assert (kept.status, kept.cache) == (200, "HIT")
    expire(stack, "/quizzes/de")
    old = request(stack, "/quizzes/de")
    assert old.status == 200
    assert old.cache in {"STALE", "UPDATING"}


@contextmanager
def watched(stack: Stack, title: str, rate: float) -> Iterator[PlayerTraffic]:
    """Traffic during a block. Afterwards every kind of request is answered again, and no container has restarted."""
    before = start_times(stack, "postgres")
    request(stack, "/quizzes/de")
    with PlayerTraffic(stack, rate=rate) as traffic:
        traffic.run(1)
        yield traffic
        back = traffic.now
        wait_until(lambda: traffic.all_good_since(back), "PostgreSQL is back, but not every kind of request is well")
        print(f"{title}: all well again {traffic.now - back:.1f} s after it was back")
    print(table(title, traffic.samples))
    assert not unexpected(traffic.samples, BUSY)
    kinds = {s.kind for s in traffic.samples if s.outcome == BUSY}
    assert not kinds & {"match, cached", "page, cached", "static"}, "nginx has these, and asked all the same"
    assert start_times(stack, "postgres") == before


@pytest.mark.parametrize("away", [8, pytest.param(30, marks=pytest.mark.drill)])
def test_postgres_stopped(stack: Stack, away: int) -> None:
    """`away`: seconds."""
    asked = fresh()
    with watched(stack, f"postgres stopped for {away} s", RATE) as traffic, stack.stopped("postgres"):
        gone = traffic.now
        took = refused(stack, asked)
        print(f"refused within {took:.2f} s")
        assert took < SLACK
        check_what_is_kept(stack)
        assert request(stack, "/readyz").json["down"] == ["database"]
        traffic.run(max(0, away - (traffic.now - gone)))
    assert [request(stack, path).status for path in asked] == [200, 200], "a refusal was kept"


def test_postgres_that_hangs(stack: Stack) -> None:
    """Frozen, it takes requests and answers none: worse than gone. Few ask, for each of them hangs."""
    with watched(stack, "postgres frozen", RATE / 3) as traffic, paused(stack, "postgres"):
        took = refused(stack, fresh())
        print(f"refused within {took:.2f} s")
        assert took < HANGING + SLACK
        check_what_is_kept(stack)
        traffic.run(1)
