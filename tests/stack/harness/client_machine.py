"""A machine outside with addresses of its own, in a network namespace.

Its packets reach the site as a visitor's do: the engine's machine forwards them, and its packet filter sees the
addresses.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

CUT_OFF = 0  # in place of a status: there was no answer

# Sends GETs, one after the other or spread over threads, each of which keeps its connection. Prints the statuses.
# After a request without an answer it sends no more: each would take a second.
_SCRIPT = """
import http.client, json, ssl, sys, threading
from concurrent.futures import ThreadPoolExecutor
context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
host, port, source, threads, paths = json.load(sys.stdin)
local, cut_off = threading.local(), threading.Event()

def status(path):
    if not hasattr(local, "connection"):
        options = {"timeout": 1, "source_address": (source, 0), "context": context}
        local.connection = http.client.HTTPSConnection(host, port, **options)
    try:
        if not cut_off.is_set():
            local.connection.request("GET", path, headers={"Host": "localhost"})
            response = local.connection.getresponse()
            response.read()
            return response.status
    except OSError:
        cut_off.set()
    return 0

with ThreadPoolExecutor(threads) as pool:
    print(json.dumps(list(pool.map(status, paths))))
"""
_CONNECT = """
import socket, sys
try:
    socket.create_connection((sys.argv[1], int(sys.argv[2])), timeout=1).close()
except OSError:
    sys.exit(1)
"""


@dataclass(frozen=True, slots=True)
class ClientMachine:
    """`site`, `site_ipv6`: where it finds the engine's machine. It has three addresses of IPv6 in one /64."""

    name: str
    number: int

    @property
    def address(self) -> str:
        return f"198.51.100.{4 * self.number + 2}"

    @property
    def site(self) -> str:
        return f"198.51.100.{4 * self.number + 1}"

    @property
    def network_ipv6(self) -> str:
        return f"2001:db8:7:{self.number}::"

    @property
    def site_ipv6(self) -> str:
        return f"2001:db8:8:{self.number}::1"

    def get(self, port: int, *paths: str, ipv6: int = 0, threads: int = 1) -> list[int]:
        """The statuses over HTTPS; CUT_OFF without an answer. `ipv6`: from this one of its addresses, 1 to 3."""
        host, source = (self.site_ipv6, f"{self.network_ipv6}{ipv6}") if ipv6 else (self.site, self.address)
        answer: list[int] = json.loads(
            self._run(_SCRIPT, stdin=json.dumps([host, port, source, threads, paths])).stdout
        )
        return answer

    def connects(self, port: int) -> bool:
        return self._run(_CONNECT, self.site, str(port)).returncode == 0

    def _run(self, script: str, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        command = ["ip", "netns", "exec", self.name, sys.executable, "-S", "-c", script, *words]
        return subprocess.run(command, input=stdin, capture_output=True, text=True, check=False)


@contextmanager
def client_machine(number: int) -> Iterator[ClientMachine]:
    """`number`: each needs another one, from 1 on. Only root on Linux can create it."""
    machine = ClientMachine(f"toponaut-client{number}", number)
    _ip("netns", "add", machine.name)
    try:
        _connect(machine)
        yield machine
    finally:
        _ip("netns", "delete", machine.name)


def _connect(machine: ClientMachine) -> None:
    """The link has addresses of its own by IPv6: otherwise the client's /64 would be one of the engine's machine."""
    link, inside = f"client{machine.number}", ["-n", machine.name]
    _ip("link", "add", link, "type", "veth", "peer", "name", "eth0", "netns", machine.name)
    _ip("address", "add", f"{machine.site}/30", "dev", link)
    _ip("-6", "address", "add", "fe80::1/64", "dev", link, "nodad")
    _ip("-6", "address", "add", f"{machine.site_ipv6}/128", "dev", link, "nodad")
    _ip("link", "set", link, "up")
    _ip("-6", "route", "add", f"{machine.network_ipv6}/64", "dev", link)
    addresses: Sequence[str] = [f"{machine.address}/30", *(f"{machine.network_ipv6}{n}/128" for n in (1, 2, 3))]
    for address in addresses:
        _ip(*inside, "address", "add", address, "dev", "eth0", *(["nodad"] if ":" in address else []))
    _ip(*inside, "-6", "address", "add", "fe80::2/64", "dev", "eth0", "nodad")
    _ip(*inside, "link", "set", "eth0", "up")
    _ip(*inside, "route", "add", "default", "via", machine.site)
    _ip(*inside, "-6", "route", "add", "default", "via", "fe80::1", "dev", "eth0")


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True)
