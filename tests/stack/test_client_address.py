"""The client's address: the connection's own, unless a proxy named in TRUSTED_PROXY says another."""

import subprocess
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.stack.harness.changes import reconfigured
from tests.stack.harness.http import MATCH, Response, request, request_from_edge_network
from tests.stack.harness.stack import Stack

CLAIM = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}


def line_of(stack: Stack, response: Response) -> dict[str, Any]:
    """nginx's log line of an answer."""
    found = [line for line in stack.access_log() if line["request_id"] == response.headers["X-Request-Id"]]
    assert len(found) == 1
    return found[0]


def gateway(stack: Stack) -> str:
    """The address that this machine's requests come from, as nginx sees it."""
    address: str = line_of(stack, request(stack, "/healthz"))["address"]
    return address


@pytest.fixture(scope="module")
def behind_proxy(stack: Stack) -> Iterator[Stack]:
    """This machine is the named proxy; a client meets the limit soon."""
    with reconfigured(stack, "nginx", TRUSTED_PROXY=gateway(stack), RATE_LIMIT="1", RATE_BURST="10"):
        yield stack


def test_forwarded_headers_are_ignored_without_a_trusted_proxy(stack: Stack) -> None:
    address = gateway(stack)
    assert line_of(stack, request(stack, "/healthz", headers=CLAIM))["address"] == address != CLAIM["X-Forwarded-For"]


def test_django_does_not_receive_forged_headers(stack: Stack) -> None:
    seen = told_django(stack, CLAIM | {"X-Request-Id": "mine"})
    assert seen["x-forwarded-for"] == gateway(stack)
    assert seen["x-forwarded-proto"] == "http"
    assert seen["x-request-id"] != "mine"


# Those above come first: the named proxy stays for the rest of the module.


def test_address_from_the_trusted_proxy_is_used(behind_proxy: Stack) -> None:
    assert line_of(behind_proxy, request(behind_proxy, "/healthz", headers=CLAIM))["address"] == "203.0.113.9"


def test_forged_entries_before_the_proxys_are_ignored(behind_proxy: Stack) -> None:
    forged = {"X-Forwarded-For": "198.51.100.1, 203.0.113.9"}
    assert line_of(behind_proxy, request(behind_proxy, "/healthz", headers=forged))["address"] == "203.0.113.9"


def test_other_proxies_are_not_trusted(behind_proxy: Stack) -> None:
    uri = f"{MATCH}beside{time.time_ns()}"
    address, _ = request_from_edge_network(behind_proxy, uri, headers=CLAIM)
    assert [line["address"] for line in behind_proxy.access_log() if line["uri"] == uri] == [address]


def test_rate_limit_counts_by_the_forwarded_address(behind_proxy: Stack) -> None:
    def statuses(client: str, times: int) -> set[int]:
        return {request(behind_proxy, "/", headers={"X-Forwarded-For": client}).status for _ in range(times)}

    assert statuses("203.0.113.10", 30) == {200, 429}
    assert statuses("203.0.113.11", 5) == {200}


def test_django_receives_the_trusted_values(behind_proxy: Stack) -> None:
    seen = told_django(behind_proxy, CLAIM)
    assert (seen["x-forwarded-for"], seen["x-forwarded-proto"]) == ("203.0.113.9", "https")
    assert told_django(behind_proxy, {"X-Forwarded-Proto": "gopher"})["x-forwarded-proto"] == "http"


# Takes Django's place for one request, and answers with the headers it was sent.
_ECHO = """
import json, os, socket
here, link = "/run/toponaut/echo.sock", "/run/toponaut/current"
listener = socket.socket(socket.AF_UNIX)
listener.bind(here)
os.chmod(here, 0o777)
listener.listen()
usual = os.readlink(link)
def point(target):
    os.symlink(target, link + ".echo")
    os.rename(link + ".echo", link)
point(here)
try:
    print("ready", flush=True)
    connection, _ = listener.accept()
    head = b""
    while b"\\r\\n\\r\\n" not in head:
        head += connection.recv(65536)
    lines = head.decode().split("\\r\\n")[1:-2]
    body = json.dumps({name.lower(): value for name, value in (line.split(": ", 1) for line in lines)})
    connection.sendall(f"HTTP/1.0 200 OK\\r\\nContent-Type: application/json\\r\\n\\r\\n{body}".encode())
    connection.close()
finally:
    point(usual)
    os.remove(here)
"""


def told_django(stack: Stack, headers: dict[str, str]) -> dict[str, str]:
    """The headers, in lower case, that nginx sends on with a request."""
    command = ["docker", "exec", stack.container_id("web"), "python", "-c", _ECHO]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as echo:
        assert echo.stdout
        assert echo.stdout.readline() == "ready\n"
        seen: dict[str, str] = request(stack, f"/echo?n={time.time_ns()}", headers=headers).json
    return seen
