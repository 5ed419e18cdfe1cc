"""Limits for one client: no player reaches them, and a flood of requests does not affect other clients."""

import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest

from tests.stack.harness.changes import reconfigured
from tests.stack.harness.expected_requests import ExpectedRequest, expected_body, first_script
from tests.stack.harness.http import (
    MATCH_PATH,
    SECURITY_HEADERS,
    Response,
    request,
    request_from_edge_network,
    send_raw,
)
from tests.stack.harness.player_traffic import GOOD, PlayerTraffic, table
from tests.stack.harness.stack import Stack, wait_until

FLOOD_REQUESTS = 200  # at once; the allowed burst is 60
TOO_LARGE = b"x" * (512 * 1024 + 1)


def flood(stack: Stack, path: str) -> list[Response]:
    with ThreadPoolExecutor(20) as clients:
        return list(clients.map(lambda _: request(stack, path), range(FLOOD_REQUESTS)))


def requests_of_fast_player(stack: Stack) -> Iterator[ExpectedRequest]:
    """An endless sequence: ten guesses, a page, its script."""
    page, no_match, run_id = (
        expected_body(stack, "/quizzes/fr"),
        expected_body(stack, f"{MATCH_PATH}Qxzqv"),
        time.time_ns(),
    )
    bundle = first_script(page)
    page_and_script = [
        ExpectedRequest("page", "/quizzes/fr", page),
        ExpectedRequest("script", bundle, expected_body(stack, bundle)),
    ]
    for turn in count():
        for number in range(10):
            guess = f"Qxzqv{run_id}x{turn}x{number}"
            yield ExpectedRequest("guess", f"{MATCH_PATH}{guess}", no_match.replace(b"Qxzqv", guess.encode()))
        yield from page_and_script


@pytest.mark.parametrize("seconds", [5, pytest.param(20, marks=pytest.mark.drill)])
def test_fast_player_never_reaches_the_rate_limit(stack: Stack, seconds: int) -> None:
    """Five guesses a second, and a page every two seconds."""
    with PlayerTraffic(stack, requests_of_fast_player(stack), rate=6) as traffic:
        traffic.run(seconds)
    print(table("fast player", traffic.samples))
    assert {s.outcome for s in traffic.samples} == {GOOD}


def test_flood_gets_429_and_others_are_not_affected(stack: Stack) -> None:
    with ThreadPoolExecutor(1) as other_client:
        other_requests = other_client.submit(request_from_edge_network, stack, f"{MATCH_PATH}Paris", times=20)
        responses: list[Response] = []
        while not other_requests.done():  # the flood lasts until the other client has finished
            responses += flood(stack, f"{MATCH_PATH}Paris")
        assert other_requests.result()[1] == [200] * 20
    statuses = Counter(a.status for a in responses)
    print(f"flood of {len(responses)}: {dict(statuses)}")
    assert set(statuses) == {200, 429}
    limited = next(a for a in responses if a.status == 429)
    assert limited.error == "too_many_requests"
    assert limited.headers["Retry-After"] == "1"
    page = next(a for a in flood(stack, "/") if a.status == 429)
    assert page.is_page
    assert page.headers["Retry-After"] == "1"
    assert page.headers["Cache-Control"] == "no-store"
    assert set(page.headers) >= SECURITY_HEADERS
    wait_until(lambda: request(stack, "/").status == 200, "requests are still limited after the flood")


def test_the_limit_is_configurable(stack: Stack) -> None:
    with reconfigured(stack, "nginx", RATE_LIMIT="1", RATE_BURST="2"):
        statuses = Counter(a.status for a in flood(stack, "/"))
    assert statuses[200] <= 10  # three at once, and one more each second
    assert statuses[429] == FLOOD_REQUESTS - statuses[200]


@pytest.mark.parametrize(("name", "value"), [("RATE_LIMIT", "many"), ("RATE_LIMIT", "0"), ("RATE_BURST", "-5")])
def test_invalid_rate_limit_stops_the_start(stack: Stack, name: str, value: str) -> None:
    image = stack.inspect("nginx")["Config"]["Image"]
    command = ["docker", "run", "--rm", "--env", f"{name}={value}", "--tmpfs", "/run:uid=10002", image]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert run.stderr == f"nginx: {name}={value} is not a number above 0.\n"


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_body_above_half_a_megabyte_gets_413(stack: Stack, method: str) -> None:
    api, page = (request(stack, path, method=method, body=TOO_LARGE) for path in ("/api/v1/quizzes", "/quizzes/fr"))
    assert (api.status, api.error) == (413, "content_too_large")
    assert (page.status, page.is_page) == (413, True)
    assert set(page.headers) >= SECURITY_HEADERS


def test_error_reports_have_their_own_limits(stack: Stack) -> None:
    path, headers = "/api/v1/client-errors", {"Content-Type": "application/json"}
    large = request(stack, path, method="POST", body=b'{"message": "' + b"x" * 8192 + b'"}', headers=headers)
    assert (large.status, large.error) == (413, "content_too_large")
    report = b'{"message": "made on purpose"}'
    with ThreadPoolExecutor(20) as pages:
        responses = list(
            pages.map(lambda _: request(stack, path, method="POST", body=report, headers=headers), range(60))
        )
    assert {a.status for a in responses} == {204, 429}
    assert next(a for a in responses if a.status == 429).error == "too_many_requests"
    assert request(stack, f"{MATCH_PATH}Paris").status == 200  # other requests are not counted with them


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"GET /" + b"x" * 40_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", b"414"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + b"x" * 40_000 + b"\r\n\r\n", b"400"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 hello\r\n\r\n", b"400"),
        (b"PUT ME ON A SHIP\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n", b"400"),
    ],
)
def test_malformed_requests_are_refused(stack: Stack, data: bytes, status: bytes) -> None:
    assert send_raw(stack, data).split(b" ")[1] == status


@pytest.mark.parametrize("path", ["/", f"{MATCH_PATH}Paris"])
def test_unknown_host_gets_400(stack: Stack, path: str) -> None:
    assert request(stack, path, headers={"Host": "elsewhere.example"}).status == 400
    assert request(stack, path).status == 200
