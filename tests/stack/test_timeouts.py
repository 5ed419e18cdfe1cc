"""Stalled clients and a stalled site both time out. All cases run in parallel, because each takes long."""

import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from tests.stack.harness.changes import paused
from tests.stack.harness.http import MATCH_PATH, MAX_WAIT_SECONDS, SECURITY_HEADERS, request, send_raw
from tests.stack.harness.stack import Stack

CACHED_PATH = f"{MATCH_PATH}Paris"
HALF_A_BODY = b"POST /api/v1/quizzes HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf"
CLIENT_SECONDS = 10  # nginx's client_header_timeout and client_body_timeout
UPSTREAM_SECONDS = 10  # nginx's proxy_read_timeout
SLACK = 5  # seconds


def seconds_of(call: Callable[[], object]) -> float:
    start = time.monotonic()
    call()
    return time.monotonic() - start


def send_slowly(stack: Stack) -> float:
    """Send an endless header, one byte at a time. Returns the seconds until nginx closes the connection."""
    start = time.monotonic()
    with socket.create_connection(("127.0.0.1", stack.port), timeout=MAX_WAIT_SECONDS) as connection:
        try:
            connection.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
            while time.monotonic() - start < MAX_WAIT_SECONDS:
                connection.sendall(b"x")
                time.sleep(0.5)
        except ConnectionError:
            pass
    return time.monotonic() - start


def test_stalled_clients_and_upstream_time_out(stack: Stack) -> None:
    request(stack, CACHED_PATH)
    uncached_paths = [f"/quizzes/fr?n={time.time_ns()}", f"{MATCH_PATH}Qxzqv{time.time_ns()}"]
    with ThreadPoolExecutor() as clients, paused(stack, "web"):
        stalled = {
            "half a header": clients.submit(seconds_of, lambda: send_raw(stack, b"GET / HTTP/1.1\r\nHost: loc")),
            "half a body": clients.submit(seconds_of, lambda: send_raw(stack, HALF_A_BODY)),
            "a byte at a time": clients.submit(send_slowly, stack),
        }
        page, api = (clients.submit(request, stack, path) for path in uncached_paths)
        cached = request(stack, CACHED_PATH)
        seconds = {name: client.result() for name, client in stalled.items()}
        refusals = page.result(), api.result()
    print("connections closed: " + ", ".join(f"{name} after {took:.1f} s" for name, took in seconds.items()))
    print("refused while web was frozen: " + ", ".join(f"after {response.seconds:.1f} s" for response in refusals))
    assert all(CLIENT_SECONDS - 1 < took < CLIENT_SECONDS + SLACK for took in seconds.values())
    assert (cached.status, cached.cache) == (200, "HIT")  # nginx serves it without web
    assert [(a.status, a.seconds < UPSTREAM_SECONDS + SLACK) for a in refusals] == [(503, True)] * 2
    assert refusals[0].is_page
    assert all(set(response.headers) >= SECURITY_HEADERS for response in refusals)
    assert refusals[1].error == "service_unavailable"
    # nginx writes responses of status 500 and above to the container's log too, so that `make logs` shows them.
    failures = {line["uri"]: line["status"] for line in stack.log_lines("nginx")}
    assert [failures.get(path) for path in uncached_paths] == [503, 503]
