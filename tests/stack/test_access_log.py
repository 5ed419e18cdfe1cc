"""nginx's access log: one line of JSON for each request, malformed ones too, with the request id that Django logs."""

import json
import re
import subprocess
import time
from typing import Any

import pytest

from tests.stack.harness.http import MATCH_PATH, request, send_raw
from tests.stack.harness.stack import Stack

MAX_LINE_BYTES = 3 * 1024
FIELD_TYPES = {
    "time": str, "request_id": str, "address": str, "method": str, "host": str, "uri": str, "protocol": str,
    "status": int, "bytes": int, "referrer": str, "agent": str, "seconds": float, "upstream_seconds": str,
    "cache": str, "release": str,
}  # fmt: skip


def raw_lines(stack: Stack) -> list[bytes]:
    command = ["docker", "exec", stack.container_id("nginx"), "sh", "-c", "cat /var/log/toponaut/access-*.jsonl"]
    return subprocess.run(command, capture_output=True, check=True).stdout.splitlines()


def log_lines(stack: Stack) -> list[dict[str, Any]]:
    """Every line, decoded strictly: a line that is not valid UTF-8 or not JSON raises an error."""
    return [json.loads(line.decode()) for line in raw_lines(stack)]


def test_every_line_has_every_field(stack: Stack) -> None:
    for path in ("/", f"{MATCH_PATH}Paris", f"{MATCH_PATH}Q%F0%9F%97%BA", "/nothing", MATCH_PATH):
        request(stack, path)
    lines = log_lines(stack)
    assert lines
    for line in lines:
        assert {name: type(value) for name, value in line.items()} == FIELD_TYPES


def test_line_describes_the_request(stack: Stack) -> None:
    path = f"{MATCH_PATH}Paris&n={time.time_ns()}"
    headers = {"User-Agent": "Test/1", "Referer": "https://example.org/a"}
    responses = [request(stack, path, headers=headers) for _ in range(2)]
    by_id = {line["request_id"]: line for line in log_lines(stack)}
    first, second = (by_id[response.headers["X-Request-Id"]] for response in responses)
    assert (first["method"], first["uri"], first["status"], first["host"]) == ("GET", path, 200, "127.0.0.1")
    assert (first["agent"], first["referrer"]) == ("Test/1", "https://example.org/a")
    assert first["release"] == responses[0].headers["X-Toponaut-Release"] != ""
    assert (first["cache"], second["cache"]) == ("MISS", "HIT")
    assert 0 < float(first["upstream_seconds"]) <= first["seconds"] + 0.002
    assert second["upstream_seconds"] == ""
    assert re.fullmatch(r"[0-9a-f]{32}", first["request_id"])


ODD_VALUES = [
    b'"quoted"',
    b"back\\slash",
    b'{"a": 1}',
    b"tab\there",
    b"caf\xe9",
    b"\xff\xfe\x80",
    "東京".encode(),
    b"</script>",
]


@pytest.mark.parametrize("odd", ODD_VALUES)
def test_odd_bytes_do_not_break_a_line(stack: Stack, odd: bytes) -> None:
    before = len(log_lines(stack))
    query = odd.replace(b" ", b"").replace(b"\t", b"")
    fields = b"".join(name + b": " + odd + b"\r\n" for name in (b"User-Agent", b"Referer", b"X-Forwarded-For"))
    head = b"GET /nothing?" + query + b" HTTP/1.1\r\nHost: " + query.replace(b"/", b"") + b"\r\n"
    assert b" 400 " in send_raw(stack, head + fields + b"Connection: close\r\n\r\n").splitlines()[0]
    after = log_lines(stack)
    assert len(after) == before + 1
    assert after[-1]["agent"] == (odd.decode() if odd.isascii() else "(not ASCII)")


LONG_VALUES = [b'"' * 3500, b"\\" * 3500, b"x" * 3500, b"\x01" * 3500, b"\x7f\x1b" * 1700, "東".encode() * 1100]


def test_no_line_is_longer_than_3_kb(stack: Stack) -> None:
    before = len(raw_lines(stack))
    for long in LONG_VALUES:
        agent, referrer, host = b"User-Agent: " + long, b"Referer: " + long, b"Host: localhost"
        uri = b"/" + long.translate(None, bytes(range(33)))
        for fields in (
            [b"GET / HTTP/1.1", host, agent, referrer],
            [b"GET " + uri + b" HTTP/1.1", host, agent],
            [b"GET / HTTP/1.1", b"Host: " + long],
            [b"X" * 3500 + b" / HTTP/1.1", host],
        ):
            send_raw(stack, b"\r\n".join([*fields, b"Connection: close", b"\r\n"]))
    lines = raw_lines(stack)[before:]
    assert len(lines) == 4 * len(LONG_VALUES)
    assert max(map(len, lines)) < MAX_LINE_BYTES
    assert len(log_lines(stack)) > before  # and each is JSON


def test_a_long_value_is_logged_up_to_its_limit(stack: Stack) -> None:
    path = f"{MATCH_PATH}Qxzqv&n={time.time_ns()}"
    headers = {"User-Agent": "a" * 300, "Referer": f"https://{'b' * 300}.example"}
    response = request(stack, path + "c" * 600, headers=headers)
    (line,) = [line for line in log_lines(stack) if line["request_id"] == response.headers["X-Request-Id"]]
    assert line["uri"] == (path + "c" * 600)[:512] + "..."
    assert line["agent"] == "a" * 256 + "..."
    assert line["referrer"] == f"https://{'b' * 248}..."


def test_malformed_request_is_logged(stack: Stack) -> None:
    before = len(log_lines(stack))
    send_raw(stack, b'\x16\x03\x01\x02\x00\xff"\n\r\n')
    after = log_lines(stack)
    assert len(after) == before + 1
    assert after[-1]["status"] == 400


def test_request_id_is_in_both_logs(stack: Stack) -> None:
    """Django logs a line for a request to an unknown host."""
    response = request(stack, "/", headers={"Host": "elsewhere.example"})
    request_id = response.headers["X-Request-Id"]
    assert [line["status"] for line in log_lines(stack) if line["request_id"] == request_id] == [400]
    django_lines = [line for line in stack.log_lines("web") if line.get("request_id") == request_id]
    assert len(django_lines) == 1
    assert "elsewhere.example" in django_lines[0]["message"]


def test_client_cannot_choose_the_request_id(stack: Stack) -> None:
    claimed = "0" * 32
    assert request(stack, "/healthz", headers={"X-Request-Id": claimed}).headers["X-Request-Id"] != claimed
