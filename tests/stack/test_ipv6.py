"""Visitors by IPv6 keep their addresses, and their networks of 64 bits are one client each."""

import subprocess
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPMessage

import pytest

from tests.stack.harness.changes import reconfigured
from tests.stack.harness.docker import docker, inspect
from tests.stack.harness.http import request
from tests.stack.harness.stack import Stack

SITE = "fd00:746f:8000::1"
VISITOR, NEIGHBOUR, STRANGER = "fd00:746f:8001::1", "fd00:746f:8001::2:7", "fd00:746f:8002::1"


def loopback_address(action: str, address: str) -> None:
    subprocess.run(["ip", "address", action, f"{address}/128", "dev", "lo"], check=True)


@pytest.fixture(scope="module")
def by_ipv6(stack: Stack) -> Iterator[Stack]:
    """The site on IPv6 too, and a machine that has the addresses of the site and of its visitors."""
    if not inspect("network", "bridge")["EnableIPv6"]:
        pytest.fail("This engine has no IPv6: run `make test-stack` as root, on a Linux whose kernel has ip6tables.")
    for address in (SITE, VISITOR, NEIGHBOUR, STRANGER):
        loopback_address("replace", address)
    try:
        with reconfigured(stack, "nginx", HTTP_ADDRESS_IPV6="[::]", RATE_LIMIT="1", RATE_BURST="10"):
            yield stack
    finally:
        for address in (SITE, VISITOR, NEIGHBOUR, STRANGER):
            loopback_address("delete", address)
        docker("network", "rm", f"{stack.project}_edge_ipv6")


def visit(stack: Stack, visitor: str, path: str = "/") -> tuple[int, HTTPMessage]:
    connection = HTTPConnection(SITE, stack.port, timeout=10, source_address=(visitor, 0))
    try:
        connection.request("GET", path, headers={"Host": "localhost"})
        response = connection.getresponse()
        response.read()
    finally:
        connection.close()
    return response.status, response.headers


def test_visitor_by_ipv6_is_logged_with_their_own_address(by_ipv6: Stack) -> None:
    requests = {visitor: visit(by_ipv6, visitor, "/healthz")[1]["X-Request-Id"] for visitor in (VISITOR, STRANGER)}
    logged = {line["request_id"]: line["address"] for line in by_ipv6.access_log()}
    assert {visitor: logged[request_id] for visitor, request_id in requests.items()} == {
        VISITOR: VISITOR,
        STRANGER: STRANGER,
    }


def test_site_still_answers_by_ipv4(by_ipv6: Stack) -> None:
    assert request(by_ipv6, "/healthz").status == 200


def test_network_of_64_bits_shares_one_rate_limit(by_ipv6: Stack) -> None:
    assert {visit(by_ipv6, VISITOR)[0] for _ in range(30)} == {200, 429}
    assert visit(by_ipv6, NEIGHBOUR)[0] == 429
    assert visit(by_ipv6, STRANGER)[0] == 200
