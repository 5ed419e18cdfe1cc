"""nginx's cache: which responses it keeps, for how long, and that no request waits for it."""

import time
from concurrent.futures import ThreadPoolExecutor
from statistics import median

import pytest

from tests.stack.harness.http import MATCH_PATH, Response, request
from tests.stack.harness.nginx_cache import expire_cached_response
from tests.stack.harness.stack import Stack, wait_until

SIMULTANEOUS_REQUESTS = 6
LOCK_SECONDS = 0.5  # the delay that proxy_cache_lock would add to a second request for the same uncached address


def uncached(path: str) -> str:
    """An address that was never requested before."""
    return f"{path}{'&' if '?' in path else '?'}n={time.time_ns()}"


PUBLIC_PATHS = [f"{MATCH_PATH}Paris", "/api/v1/quizzes/fr", "/api/v1/quizzes", "/quizzes/fr", "/"]


@pytest.mark.parametrize("path", PUBLIC_PATHS)
def test_public_responses_are_cached(stack: Stack, path: str) -> None:
    address = uncached(path)
    first, second, head = request(stack, address), request(stack, address), request(stack, address, method="HEAD")
    assert [response.status for response in (first, second, head)] == [200, 200, 200]
    assert [response.cache for response in (first, second, head)] == ["MISS", "HIT", "HIT"]
    assert first.body == second.body
    assert head.body == b""
    for response in (first, second, head):
        assert "public" in response.headers["Cache-Control"]
        assert "Set-Cookie" not in response.headers
        assert "X-Accel-Expires" not in response.headers


@pytest.mark.parametrize("path", [f"{MATCH_PATH}Paris", "/quizzes/fr"])
def test_conditional_request_gets_304(stack: Stack, path: str) -> None:
    address = uncached(path)
    first = request(stack, address)
    assert first.headers["ETag"]
    for _ in range(2):  # whether Django answers or the cache, the response is the same
        again = request(stack, address, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize("path", [f"{MATCH_PATH}Paris", "/quizzes/fr"])
def test_expired_response_is_served_while_it_is_refreshed(stack: Stack, path: str) -> None:
    address = uncached(path)
    body = request(stack, address).body
    expire_cached_response(stack, address)
    old = request(stack, address)
    assert (old.status, old.cache, old.body) == (200, "STALE", body)
    wait_until(lambda: request(stack, address).cache == "HIT", f"{path} was not refreshed")


def test_simultaneous_cache_misses_do_not_wait_for_each_other(stack: Stack) -> None:
    slowest = []
    for _ in range(5):
        address = uncached(f"{MATCH_PATH}Qxzqv{time.time_ns()}")

        def send(_: int, address: str = address) -> Response:
            return request(stack, address)

        with ThreadPoolExecutor(SIMULTANEOUS_REQUESTS) as clients:
            responses = list(clients.map(send, range(SIMULTANEOUS_REQUESTS)))
        assert {a.status for a in responses} == {200}
        slowest.append(max(a.seconds for a in responses))
    print(f"slowest of {SIMULTANEOUS_REQUESTS} simultaneous misses: {', '.join(f'{s * 1000:.0f}' for s in slowest)} ms")
    assert median(slowest) < LOCK_SECONDS
    configured = stack.exec("nginx", "nginx", "-T", "-c", "/run/nginx/nginx.conf", "-p", "/etc/nginx")
    directives = [line.strip() for line in configured.splitlines() if not line.strip().startswith("#")]
    assert "proxy_cache answers;" in directives
    assert not [line for line in directives if line.startswith("proxy_cache_lock")]


@pytest.mark.parametrize(
    ("path", "status"),
    [("/quizzes/nowhere", 404), ("/nothing", 404), ("/api/v1/nothing", 404), (MATCH_PATH, 400), ("/healthz", 200)],
)
def test_errors_and_health_are_never_cached(stack: Stack, path: str, status: int) -> None:
    address = uncached(path)
    for _ in range(2):
        response = request(stack, address)
        assert (response.status, response.cache) == (status, "MISS")


def test_post_is_never_served_from_the_cache(stack: Stack) -> None:
    address = uncached(f"{MATCH_PATH}Paris")
    request(stack, address)
    assert request(stack, address, method="POST", body=b"").status == 405


def test_nothing_is_cached_without_a_cache_epoch(stack: Stack) -> None:
    """The link that names the cache epoch is missing, as in the first seconds after a boot."""
    address, link = uncached(f"{MATCH_PATH}Paris"), "/run/toponaut/cache-epoch"
    stack.exec("web", "mv", link, f"{link}.away")
    try:
        assert [(a.status, a.cache) for a in (request(stack, address), request(stack, address))] == [
            (200, "BYPASS")
        ] * 2
    finally:
        stack.exec("web", "mv", f"{link}.away", link)
    assert [request(stack, address).cache for _ in range(2)] == ["MISS", "HIT"]
