"""Whom fail2ban never bans: the operator's list, the proxy, and this machine's own addresses."""

import os
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).parents[1]
FIB_TRIE = """Main:
  +-- 0.0.0.0/0 3 0 5
     |-- 172.18.0.0
        /16 link UNICAST
     |-- 172.18.0.1
        /32 host LOCAL
     |-- 172.18.255.255
        /32 link BROADCAST
"""
IF_INET6 = """00000000000000000000000000000001 01 80 10 80       lo
fd00746f707000000000000000000001 05 70 00 80 br-0123456789ab
20010db8000000050000000000000001 02 40 00 80     eth0
"""


def configure(folder: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    paths = {"IMAGE_CONFIG": str(FOLDER / "config"), "CONFIG": str(folder / "config")}
    command = ["bash", str(FOLDER / "start.sh"), "--configure"]
    return subprocess.run(command, env=os.environ | paths | environ, capture_output=True, text=True, check=False)


def never_banned(folder: Path, **environ: str) -> list[str]:
    run = configure(folder, **environ)
    assert run.returncode == 0, run.stderr
    (line,) = [line for line in (folder / "config/jail.local").read_text().splitlines() if line.startswith("ignoreip")]
    return line.partition(" = ")[2].split()


def test_operators_and_the_proxy_are_never_banned(tmp_path: Path) -> None:
    found = never_banned(tmp_path, NEVER_BAN="203.0.113.7, 198.51.100.0/24", TRUSTED_PROXY="10.0.0.7,10.1.0.0/16")
    assert found == ["127.0.0.0/8", "::1/64", "10.0.0.7", "10.1.0.0/16", "203.0.113.7", "198.51.100.0/24"]


def test_of_ipv6_the_whole_network_is_never_banned(tmp_path: Path) -> None:
    """A ban is for a /64: that of a neighbour would shut the operator out too."""
    found = never_banned(tmp_path, NEVER_BAN="2001:db8:7:8::5,2001:db8:7:9::5/128,2001:db8::/48")
    assert found[2:] == ["2001:db8:7:8::5/64", "2001:db8:7:9::5/64", "2001:db8::/48"]


@pytest.mark.parametrize("name", ["NEVER_BAN", "TRUSTED_PROXY"])
def test_what_is_no_address_stops_the_start(tmp_path: Path, name: str) -> None:
    run = configure(tmp_path, **{name: "toponaut.example"})
    assert run.returncode == 1
    assert f"{name}=toponaut.example is not a list of addresses" in run.stderr


@pytest.mark.parametrize(
    ("network", "own"),
    [
        ("172.18.0.1", True),
        ("172.18.0.2", False),
        ("172.18.0.0", False),
        ("172.18.255.255", False),
        ("fd00:746f:7070::/64", True),
        ("fd00:746f:7071::/64", False),
        ("2001:db8:0:5::/64", True),
        ("2001:db8:0:50::/64", False),
        ("2001:db8::/64", False),
        ("::/64", True),
    ],
)
def test_addresses_of_this_machine_are_recognized(tmp_path: Path, network: str, *, own: bool) -> None:
    (tmp_path / "fib_trie").write_text(FIB_TRIE)
    (tmp_path / "if_inet6").write_text(IF_INET6)
    command = ["sh", str(FOLDER / "is_own_address.sh"), network]
    run = subprocess.run(command, env=os.environ | {"KERNEL": str(tmp_path)}, capture_output=True, check=False)
    assert (run.returncode == 0, run.stderr) == (own, b"")
