"""Bodies that arrive slowly, and connections that only begin a request: bounded for one client, harmless for others."""

import json
import socket
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from tests.stack.harness.http import MATCH_PATH, MAX_WAIT_SECONDS, request, request_from_edge_network
from tests.stack.harness.measurements import Report, megabytes
from tests.stack.harness.stack import Stack

PLAYS = "/api/v1/plays"
BODY_BYTES = 520_000  # just below nginx's client_max_body_size
BODIES = 80
MAX_BODIES = 60  # nginx's `limit_conn bodies`
BODY_SECONDS = 20  # read_body.lua
BYTE_EVERY = 4  # seconds: below nginx's client_body_timeout
SLACK = 5  # seconds
CONNECTIONS = 2_000
PLAY = {
    "quiz": "europe",
    "places": [2643743, 2988507],
    "started": "2026-11-24T10:00:00Z",
    "ended": "2026-11-24T10:20:00Z",
    "mode": "plain",
}


def send_slow_body(stack: Stack, method: str = "POST") -> tuple[str, float]:
    """Send a body but for its last bytes, and these one at a time. Returns the status, if any, and the seconds."""
    start, answer = time.monotonic(), b""
    with socket.create_connection(("127.0.0.1", stack.port), timeout=BYTE_EVERY) as connection:
        head = f"{method} {PLAYS} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {BODY_BYTES}\r\n\r\n"
        try:
            connection.sendall(head.encode() + b"x" * (BODY_BYTES - 1_000))
            while time.monotonic() - start < MAX_WAIT_SECONDS:
                try:
                    part = connection.recv(65536)
                except TimeoutError:
                    connection.sendall(b"x")
                    continue
                if not part:
                    break
                answer += part
        except ConnectionError:
            pass
    return answer[9:12].decode(), time.monotonic() - start


def test_slow_bodies_of_one_client_are_cut_off_and_others_can_save(stack: Stack) -> None:
    with ThreadPoolExecutor(BODIES) as clients:
        bodies = [clients.submit(send_slow_body, stack) for _ in range(BODIES)]
        time.sleep(3)
        _, statuses = request_from_edge_network(stack, PLAYS, times=14, body=json.dumps(PLAY))
        open_meanwhile = sum(not body.done() for body in bodies)
        in_memory = int(stack.exec("nginx", "sh", "-c", "du -sk /tmp | cut -f1"))
        results = [body.result() for body in bodies]
    print(f"bodies: {Counter(status or 'cut off' for status, _ in results)}, the last after {max(results)[1]:.1f} s")
    assert open_meanwhile >= MAX_BODIES // 2  # the other client saved while they were open
    assert statuses == [201] * 14
    assert in_memory < 100
    cut_off = [seconds for status, seconds in results if not status]
    assert 0 < len(cut_off) <= MAX_BODIES
    assert {status for status, _ in results} == {"", "429"}
    assert max(seconds for _, seconds in results) < BODY_SECONDS + SLACK


def test_a_body_without_a_length_is_refused(stack: Stack) -> None:
    """Its end is unknown, so its time cannot be bounded by a rate."""
    response = request(stack, PLAYS, method="POST", body=b"0\r\n\r\n", headers={"Transfer-Encoding": "chunked"})
    assert (response.status, response.error) == (411, "length_required")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
def test_a_body_that_needs_a_file_arrives_whole(stack: Stack, method: str) -> None:
    body = json.dumps(PLAY | {"places": list(range(60_000))}).encode()
    assert len(body) > 300_000
    response = request(stack, PLAYS, method=method, body=body, headers={"Content-Type": "application/json"})
    assert response.error not in {"", "bad_body"}  # refused for what it says: cut off it would not be JSON


def test_thousands_of_begun_requests_leave_room_for_others(stack: Stack, report: Report) -> None:
    started = stack.inspect("nginx")["State"]["StartedAt"]
    path = f"{MATCH_PATH}Paris"
    request(stack, path)
    with ExitStack() as opened:
        for _ in range(CONNECTIONS):
            connection = opened.enter_context(socket.create_connection(("127.0.0.1", stack.port)))
            connection.sendall(
                b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + b"x" * 3_500 + b"\r\nY-Long: " + b"y" * 3_500
            )
        times = [request(stack, path).seconds for _ in range(20)]
        memory = megabytes(stack, "nginx")["nginx"]
    title = f"{CONNECTIONS} connections with 7 KB of an unfinished header"
    report.add(title, ["", "MB", "slowest other request, ms"], [["nginx", f"{memory:.1f}", f"{max(times) * 1000:.0f}"]])
    assert max(times) < 2
    assert stack.inspect("nginx")["State"]["StartedAt"] == started
    assert "worker_connections are not enough" not in stack.output("nginx")
