"""Bans: who attacks is cut off within seconds, by IPv4 and IPv6, and nobody else."""

import re
import socket
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.stack.harness.changes import reconfigured
from tests.stack.harness.client_machine import CUT_OFF, ClientMachine, client_machine
from tests.stack.harness.docker import docker
from tests.stack.harness.http import MATCH_PATH, request
from tests.stack.harness.measurements import Report
from tests.stack.harness.stack import Stack, free_port, wait_until
from tests.stack.test_client_address import gateway_address

HEALTHCHECK_SECONDS = 10  # in compose.yaml; the tests' stack checks more often
TEN_CHECKS = "for i in 1 2 3 4 5 6 7 8 9 10; do healthy; done; times"
MAX_SECONDS = 10  # from the last offence to the ban
PROBES = ("/.env", "/wp-login.php", "/.git/config", "/phpmyadmin/", "/cgi-bin/luci", "/a.php")
SITE = "/healthz"
NOBODY = "Nobody is banned.\n"


def bans(stack: Stack, *words: str) -> str:
    """What `make bans` prints; with words `make unban`."""
    return stack.exec("fail2ban", "bans", *words, check=False)


def wait_until_banned(stack: Stack, network: str) -> float:
    """The seconds that it took."""
    started = time.monotonic()
    wait_until(lambda: network in bans(stack), f"{network} was not banned", MAX_SECONDS)
    return time.monotonic() - started


@pytest.fixture(autouse=True)
def _nobody_is_banned(stack: Stack) -> None:
    if bans(stack) != NOBODY:
        bans(stack, "lift", "all")


def test_machine_itself_is_never_banned(stack: Stack) -> None:
    """Its requests come from the gateway, and so do those of a proxy on it."""
    assert {request(stack, path).status for path in PROBES * 2} == {404}
    time.sleep(2)
    assert bans(stack) == NOBODY


def test_header_that_marks_a_failed_sign_in_is_not_passed_on(stack: Stack) -> None:
    form = request(stack, "/dashboard/login")
    token = form.body.decode().partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    cookie = str(form.headers["Set-Cookie"]).partition(";")[0]
    body = f"csrfmiddlewaretoken={token}&name=ada&password=wrong".encode()
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    response = request(stack, "/dashboard/login", method="POST", body=body, headers=headers)
    assert response.status == 403
    assert b"The name, the password or the one-time code is wrong." in response.body
    assert response.headers["X-Failed-Sign-In"] is None


def test_behind_a_proxy_nginx_refuses_and_the_proxy_is_never_banned(stack: Stack) -> None:
    proxy = gateway_address(stack)
    with reconfigured(stack, "nginx", TRUSTED_PROXY=proxy):

        def statuses(client: str, *paths: str) -> list[int]:
            return [request(stack, path, headers={"X-Forwarded-For": client}).status for path in paths]

        for client in ("192.0.2.1, 203.0.113.9", "2001:db8:0:5::1", proxy):
            assert set(statuses(client, *PROBES)) == {404}
        for path in PROBES:
            headers = {"X-Forwarded-For": "203.0.113.11", "Sec-Fetch-Site": "cross-site"}
            assert request(stack, path, headers=headers).status == 404
        for network in ("203.0.113.9", "2001:db8:0:5::"):
            wait_until_banned(stack, network)
        # Not the address that the client of the proxy forged, nor who has opened a page of another site.
        assert [address in bans(stack) for address in ("192.0.2.1", "203.0.113.11")] == [False, False]
        assert statuses("2001:db8:0:5:7::1", "/") == [403]
        assert statuses("203.0.113.10", "/") + statuses("2001:db8:0:6::1", "/") + statuses(proxy, "/") == [200] * 3
        page, error = (
            request(stack, path, headers={"X-Forwarded-For": "203.0.113.9"}) for path in ("/", "/api/v1/quizzes")
        )
        assert (page.status, page.is_page) == (403, True)
        assert (error.status, error.error) == (403, "forbidden")
        bans(stack, "lift", "203.0.113.9")
        assert statuses("203.0.113.9", "/") == [200]


# The tests above need no `site`: from here on, the ports are those of HTTPS.


class PublicSite:
    """The shared stack, with TLS and open to everybody; and a server for SSH beside it."""

    def __init__(self, stack: Stack, port: int, attacker: ClientMachine, neighbour: ClientMachine) -> None:
        self.stack, self.port, self.attacker, self.neighbour = stack, port, attacker, neighbour
        self.ssh = socket.create_server(("0.0.0.0", 0), backlog=100)

    def bans(self, *words: str) -> str:
        return bans(self.stack, *words)

    def wait_until_banned(self, network: str) -> float:
        return wait_until_banned(self.stack, network)


@pytest.fixture(scope="module")
def site(stack: Stack) -> Iterator[PublicSite]:
    port = free_port()
    environ = {
        "HTTP_ADDRESS": "0.0.0.0",
        "HTTP_ADDRESS_IPV6": "[::]",
        "HTTPS_PORT": str(port),
        "TLS_DOMAIN": "a.example",
    }
    with ExitStack() as cleanup:
        attacker, neighbour = (cleanup.enter_context(client_machine(number)) for number in (1, 2))
        cleanup.callback(lambda: docker("network", "rm", f"{stack.project}_edge_ipv6", check=False))
        cleanup.enter_context(reconfigured(stack, "nginx", "nginx/compose.https.yaml", **environ))
        site = PublicSite(stack, port, attacker, neighbour)
        yield site
        site.ssh.close()
        site.bans("lift", "all")


def test_scanner_is_cut_off_at_both_ports_and_nobody_else(site: PublicSite) -> None:
    attacker = site.attacker
    assert attacker.get(site.port, SITE, *PROBES) == [200] + [404] * len(PROBES)
    print(f"banned after {site.wait_until_banned(attacker.address):.1f} s")
    assert attacker.get(site.port, SITE) == [CUT_OFF]
    assert not attacker.connects(site.stack.port)
    assert attacker.connects(site.ssh.getsockname()[1])
    assert site.neighbour.get(site.port, SITE) == [200]
    assert site.neighbour.connects(site.stack.port)
    assert "is let in again" in site.bans("lift", attacker.address)
    assert attacker.get(site.port, SITE) == [200]


def test_network_of_ipv6_is_banned_as_one(site: PublicSite) -> None:
    attacker = site.attacker
    for number in (1, 2):
        assert attacker.get(site.port, *PROBES[:3], ipv6=number) == [404] * 3
    site.wait_until_banned(attacker.network_ipv6)
    assert attacker.get(site.port, SITE, ipv6=3) == [CUT_OFF]
    assert attacker.get(site.port, SITE) == [200]  # by IPv4
    assert site.neighbour.get(site.port, SITE, ipv6=1) == [200]
    site.bans("lift", f"{attacker.network_ipv6}3")
    assert attacker.get(site.port, SITE, ipv6=3) == [200]


@pytest.mark.parametrize("stopped", ["killed", pytest.param("replaced", marks=pytest.mark.drill)])
def test_ban_survives_a_crash_and_a_release(site: PublicSite, stopped: str) -> None:
    """A release replaces the container."""
    attacker = site.attacker
    attacker.get(site.port, *PROBES)
    site.wait_until_banned(attacker.address)
    if stopped == "killed":
        site.stack.kill("fail2ban")
    else:
        site.stack.compose("up", "--detach", "--no-deps", "--force-recreate", "fail2ban")
    ask = ("fail2ban-client", "--conf", "/run/fail2ban/config", "get", "scanner", "banip")
    wait_until(
        lambda: attacker.address in site.stack.exec("fail2ban", *ask, check=False), "the ban is lost", MAX_SECONDS
    )
    site.wait_until_banned(attacker.address)  # what the new process has written
    assert attacker.get(site.port, SITE) == [CUT_OFF]


@pytest.mark.drill
def test_rules_that_somebody_has_removed_are_put_back(site: PublicSite) -> None:
    attacker = site.attacker
    attacker.get(site.port, *PROBES)
    site.wait_until_banned(attacker.address)
    subprocess.run(["iptables", "-D", "DOCKER-USER", "-j", f"{site.stack.project[:23]}-bans"], check=True)
    assert attacker.get(site.port, SITE) == [200]
    site.stack.exec("fail2ban", "healthy")
    assert attacker.get(site.port, SITE) == [CUT_OFF]


def test_class_that_plays_is_not_banned(site: PublicSite) -> None:
    """Thirty behind one address: a dead link and a favicon each, all at once, and then guesses."""
    own = ["/favicon.ico", "/quizzes/atlantis", "/", "/api/v1/quizzes"] * 30
    statuses = site.neighbour.get(site.port, *own, threads=30)
    statuses += site.neighbour.get(site.port, *(f"{MATCH_PATH}Qx{number}" for number in range(100)), threads=3)
    print({status: statuses.count(status) for status in set(statuses)})
    assert set(statuses) <= {200, 302, 404, 429}
    time.sleep(2)
    assert site.bans() == NOBODY


def test_flood_and_wrong_requests_are_banned(site: PublicSite) -> None:
    """The last of these: fail2ban goes on counting what came after the ban."""
    wrong = [f"/static/nothing{number}.js" for number in range(200)]
    assert set(site.attacker.get(site.port, *wrong, threads=4)) <= {404, 429, CUT_OFF}
    site.wait_until_banned(site.attacker.address)
    assert "client_error" in site.bans()
    flood = Counter(site.neighbour.get(site.port, *["/api/v1/quizzes"] * 2500, threads=30))
    print(dict(flood))
    assert flood[429] > 1200
    site.wait_until_banned(site.neighbour.address)
    assert "rate_limit" in site.bans()


@pytest.mark.drill
def test_idle_fail2ban_needs_little(stack: Stack, report: Report) -> None:
    seconds = 30
    script = "cat /proc/[0-9]*/stat 2>/dev/null | awk '$2 ~ /fail2ban/ { print $14 + $15 }'"
    before = int(stack.exec("fail2ban", "sh", "-c", script))
    time.sleep(seconds)
    server = (int(stack.exec("fail2ban", "sh", "-c", script)) - before) / seconds  # of 100 ticks a second
    times = stack.exec("fail2ban", "sh", "-c", TEN_CHECKS).splitlines()[-1]
    check = sum(float(part) for part in re.findall(r"m([\d.]+)s", times)) * 100 / 10 / HEALTHCHECK_SECONDS
    rss = stack.exec(
        "fail2ban", "sh", "-c", "awk '/VmRSS/ { print $2 / 1024 }' /proc/$(cat /run/fail2ban/fail2ban.pid)/status"
    )
    row = [f"{server:.2f} %", f"{check:.2f} %", rss.strip()]
    report.add("Idle fail2ban", ["server, of the core", "health checks", "MB"], [row])
    assert server + check < 0.5
    assert float(rss) < 40
