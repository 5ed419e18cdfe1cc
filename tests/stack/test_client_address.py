"""The client's address: that of the connection, unless a proxy listed in TRUSTED_PROXY forwards another."""

import subprocess
import time
from collections.abc import Iterator

import pytest

from tests.stack.harness.changes import reconfigured
from tests.stack.harness.http import MATCH_PATH, Response, request, request_from_edge_network
from tests.stack.harness.stack import Stack

FORWARDED_HEADERS = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}


def logged_address(stack: Stack, response: Response) -> str:
    """The client's address in nginx's log line of the request that got this response."""
    addresses = [
        line["address"] for line in stack.access_log() if line["request_id"] == response.headers["X-Request-Id"]
    ]
    assert len(addresses) == 1
    return str(addresses[0])


def gateway_address(stack: Stack) -> str:
    """The address that this machine's requests come from, as nginx sees it."""
    return logged_address(stack, request(stack, "/healthz"))


@pytest.fixture(scope="module")
def behind_proxy(stack: Stack) -> Iterator[Stack]:
    """This machine is the trusted proxy, and the rate limit is low."""
    limits = {"RATE_LIMIT": "1", "RATE_BURST": "10"}
    with reconfigured(stack, "nginx", TRUSTED_PROXY=gateway_address(stack), HSTS_SECONDS="600", **limits):
        yield stack


def test_forwarded_headers_are_ignored_without_a_trusted_proxy(stack: Stack) -> None:
    address = gateway_address(stack)
    assert address != FORWARDED_HEADERS["X-Forwarded-For"]
    assert logged_address(stack, request(stack, "/healthz", headers=FORWARDED_HEADERS)) == address


def test_django_does_not_receive_forged_headers(stack: Stack) -> None:
    received = headers_received_by_django(stack, FORWARDED_HEADERS | {"X-Request-Id": "mine"})
    assert received["x-forwarded-for"] == gateway_address(stack)
    assert received["x-forwarded-proto"] == "http"
    assert received["x-request-id"] != "mine"


# The tests above must come first: from here on, this machine is the trusted proxy.


def test_address_from_the_trusted_proxy_is_used(behind_proxy: Stack) -> None:
    assert logged_address(behind_proxy, request(behind_proxy, "/healthz", headers=FORWARDED_HEADERS)) == "203.0.113.9"


def test_browsers_are_told_to_keep_to_https_if_the_proxy_has_it(behind_proxy: Stack) -> None:
    def hsts(**headers: str) -> str | None:
        return request(behind_proxy, "/healthz", headers=headers).headers["Strict-Transport-Security"]

    assert hsts(**FORWARDED_HEADERS) == "max-age=600"
    assert hsts(**{"X-Forwarded-Proto": "http"}) is None
    assert hsts() is None


def test_forged_addresses_before_the_proxys_own_are_ignored(behind_proxy: Stack) -> None:
    forged = {"X-Forwarded-For": "198.51.100.1, 203.0.113.9"}
    assert logged_address(behind_proxy, request(behind_proxy, "/healthz", headers=forged)) == "203.0.113.9"


def test_other_proxies_are_not_trusted(behind_proxy: Stack) -> None:
    uri = f"{MATCH_PATH}untrusted{time.time_ns()}"
    address, _ = request_from_edge_network(behind_proxy, uri, headers=FORWARDED_HEADERS)
    assert [line["address"] for line in behind_proxy.access_log() if line["uri"] == uri] == [address]


def test_rate_limit_counts_by_the_forwarded_address(behind_proxy: Stack) -> None:
    def statuses(client: str, times: int) -> set[int]:
        return {request(behind_proxy, "/", headers={"X-Forwarded-For": client}).status for _ in range(times)}

    assert statuses("203.0.113.10", 30) == {200, 429}
    assert statuses("203.0.113.11", 5) == {200}


def test_a_network_of_ipv6_counts_as_one_client(behind_proxy: Stack) -> None:
    def statuses(*clients: str) -> list[int]:
        return [request(behind_proxy, "/", headers={"X-Forwarded-For": client}).status for client in clients]

    one_network = [f"2001:db8:7:8:{number:x}:{number * 77:x}:0:{number:x}" for number in range(1, 31)]
    assert set(statuses(*one_network)) == {200, 429}
    assert statuses("2001:db8:7:8::1") == [429]
    assert statuses("2001:db8:7:9::1", "2001:db8:7:0::1", "2001:db8::8:0:0:1") == [200] * 3
    # IPv4 addresses, in the form of IPv6, do not count as one network.
    mapped = [f"::ffff:203.0.113.{number}" for number in range(20, 50)]
    assert set(statuses(*mapped)) == {200}


def test_a_cached_page_has_the_scheme_of_its_visitor(behind_proxy: Stack) -> None:
    address = f"/quizzes/fr?test={time.time_ns()}"

    def scheme_of_links(scheme: str) -> str:
        headers = {"X-Forwarded-For": "203.0.113.60", "X-Forwarded-Proto": scheme}
        page = request(behind_proxy, address, headers=headers).body.decode()
        return page.partition('<link rel="canonical" href="')[2].partition(":")[0]

    assert [scheme_of_links(scheme) for scheme in ("http", "https", "http")] == ["http", "https", "http"]


def test_django_receives_the_trusted_values(behind_proxy: Stack) -> None:
    received = headers_received_by_django(behind_proxy, FORWARDED_HEADERS)
    assert (received["x-forwarded-for"], received["x-forwarded-proto"]) == ("203.0.113.9", "https")
    assert headers_received_by_django(behind_proxy, {"X-Forwarded-Proto": "gopher"})["x-forwarded-proto"] == "http"


# Replaces Django for one request, and responds with the headers that it received.
_ECHO_SERVER = """
import json, os, socket
echo_socket, link = "/run/toponaut/echo.sock", "/run/toponaut/current"
listener = socket.socket(socket.AF_UNIX)
listener.bind(echo_socket)
os.chmod(echo_socket, 0o777)
listener.listen()
django_socket = os.readlink(link)
def point_link_to(target):
    os.symlink(target, link + ".echo")
    os.rename(link + ".echo", link)
point_link_to(echo_socket)
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
    point_link_to(django_socket)
    os.remove(echo_socket)
"""


def headers_received_by_django(stack: Stack, headers: dict[str, str]) -> dict[str, str]:
    """The headers, in lower case, that nginx forwards with a request."""
    command = ["docker", "exec", stack.container_id("web"), "python", "-c", _ECHO_SERVER]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as echo:
        assert echo.stdout
        assert echo.stdout.readline() == "ready\n"
        received: dict[str, str] = request(stack, f"/echo?n={time.time_ns()}", headers=headers).json
    return received
