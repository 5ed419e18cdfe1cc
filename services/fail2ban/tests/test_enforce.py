"""enforce.sh and bans.sh: the file and the packet filter's rule of each ban, and what operators see.

`iptables` and `fail2ban-client` only log their arguments. The tests of the stack have the real ones.
"""

import os
import subprocess
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).parents[1]
LOGGER = """#!/bin/bash
echo "${0##*/} $*" >>"$FAKES/calls"
case "${0##*/} $*" in
  *-restore*) cat >>"$FAKES/calls" ;;
  *" -L DOCKER-USER") [ "${0##*/}" != "${WITHOUT_DOCKER_USER:-}" ] ;;
  "${WITHOUT_DOCKER_USER:-none} -w -S DOCKER-USER") exit 1 ;;
  *" -S "*) cat "$FAKES/${0##*/}.rules" ;;
  *" -I "*)
    [ -z "${NO_CHAIN:-}" ] || { echo "No chain/target/match by that name." >&2; exit 1; }
    sed -i "1a-A $3 -j $5" "$FAKES/${0##*/}.rules" ;;
  *" -A "*) [ -z "${NO_CHAIN:-}" ] ;;
  *" -D "*" -j toponaut-bans") sed -i "/^-A $3 -j $5$/d" "$FAKES/${0##*/}.rules" ;;
  *" -D FORWARD "*) sed -i "$(($4 + 1))d" "$FAKES/${0##*/}.rules" ;;
  *unban*) echo "${BANNED_BEFORE:-1}" ;;
esac
"""
POLICY = "-P FORWARD ACCEPT\n"  # the first line of what `iptables -S` prints
PROGRAMS = ("iptables", "ip6tables", "iptables-restore", "ip6tables-restore", "fail2ban-client")


class Machine:
    def __init__(self, folder: Path) -> None:
        self.bans = folder / "bans"
        self.banned = self.bans / "banned"
        self.banned.mkdir(parents=True)
        self.bin = folder / "bin"
        self.bin.mkdir()
        for name in PROGRAMS:
            (self.bin / name).write_text(LOGGER)
            (self.bin / name).chmod(0o755)
            (self.bin / f"{name}.rules").write_text(POLICY)
        self.environ = os.environ | {
            "PATH": f"{self.bin}:{os.environ['PATH']}", "FAKES": str(self.bin), "BANS_FOLDER": str(self.bans),
            "STACK": "toponaut", "TZ": "UTC",
        }  # fmt: skip

    def run(self, script: str, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
        (self.bin / "calls").write_text("")
        command = ["bash", str(FOLDER / script), *words]
        return subprocess.run(command, env=self.environ | environ, capture_output=True, text=True, check=False)

    def enforce(self, *words: str, **environ: str) -> list[str]:
        """The calls of the packet filter's programs."""
        run = self.run("enforce.sh", *words, **environ)
        assert run.returncode == 0, run.stderr
        return (self.bin / "calls").read_text().splitlines()

    def ban(self, network: str, kind: str, seconds: int = 900) -> list[str]:
        return self.enforce("ban", network, kind, f"{time.time():.3f}", str(seconds))

    def kinds(self, network: str) -> list[str]:
        """The kinds of offence for which the network is banned."""
        file = self.banned / network
        return [line.split()[0] for line in file.read_text().splitlines()] if file.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "a folder")


def test_chain_of_docker_leads_to_one_of_our_own(machine: Machine) -> None:
    calls = machine.enforce("start")
    assert [call for call in calls if " -I " in call] == [
        f"{program} -w -I DOCKER-USER -j toponaut-bans" for program in ("iptables", "ip6tables")
    ]
    assert [call for call in machine.enforce("rules") if " -I " in call or "restore" in call] == []


def test_rule_that_docker_has_put_others_before_is_moved_to_the_front(machine: Machine) -> None:
    """Docker 20 puts rules for each new network at the top of FORWARD."""
    environ = {"WITHOUT_DOCKER_USER": "ip6tables"}
    machine.enforce("start", **environ)
    own, staging, docker = (
        f"-A FORWARD -{words}" for words in ("j toponaut-bans", "j staging-bans", "o br-1 -j DOCKER")
    )
    for before, after in (
        ([docker, own], [own, docker]),
        ([staging, docker, own], [own, staging, docker]),
        ([staging, own, docker], [staging, own, docker]),
        ([docker], [own, docker]),
        ([], [own]),
    ):
        rules = machine.bin / "ip6tables.rules"
        rules.write_text(POLICY + "".join(f"{line}\n" for line in before))
        machine.enforce("rules", **environ)
        assert rules.read_text().splitlines()[1:] == after


def test_without_the_chain_of_docker_the_one_above_it_leads_there(machine: Machine) -> None:
    calls = machine.enforce("start", WITHOUT_DOCKER_USER="ip6tables")
    assert [call for call in calls if " -I " in call] == [
        "iptables -w -I DOCKER-USER -j toponaut-bans",
        "ip6tables -w -I FORWARD -j toponaut-bans",
    ]


def test_check_names_what_is_not_in_force(machine: Machine) -> None:
    machine.enforce("start")
    assert machine.run("enforce.sh", "check").stdout == ""
    (machine.bin / "ip6tables.rules").write_text(POLICY)
    run = machine.run("enforce.sh", "check")
    assert (run.returncode, run.stdout) == (1, "ip6tables has no rule that leads to toponaut-bans. ")
    assert not [call for call in (machine.bin / "calls").read_text().splitlines() if " -I " in call]


def test_without_a_packet_filter_it_says_so_and_goes_on(machine: Machine) -> None:
    run = machine.run("enforce.sh", "start", NO_CHAIN="1")
    assert run.returncode == 0
    assert "ip6tables failed: see above. Its bans are in force only behind a TRUSTED_PROXY" in run.stderr


def test_banned_network_has_a_file_and_a_rule(machine: Machine) -> None:
    assert machine.ban("203.0.113.7", "scanner") == ["iptables -w -A toponaut-bans -s 203.0.113.7 -j DROP"]
    network = "2001:db8:7:8::/64"
    assert machine.ban(network, "scanner") == [f"ip6tables -w -A toponaut-bans -s {network} -j DROP"]
    assert sorted(file.name for file in machine.banned.iterdir()) == ["2001:db8:7:8::", "203.0.113.7"]


def test_without_a_packet_filter_nginx_behind_a_proxy_still_learns_of_the_ban(machine: Machine) -> None:
    run = machine.run("enforce.sh", "ban", "203.0.113.7", "scanner", "1795000000.5", "900", NO_CHAIN="1")
    assert run.returncode == 0
    assert "203.0.113.7 is not cut off: see above." in run.stderr
    assert machine.kinds("203.0.113.7") == ["scanner"]


def test_network_that_is_banned_twice_is_let_in_after_the_second_end(machine: Machine) -> None:
    machine.ban("203.0.113.7", "scanner")
    assert machine.ban("203.0.113.7", "client_error") == []  # it has a rule
    assert machine.enforce("unban", "203.0.113.7", "client_error") == []
    assert machine.kinds("203.0.113.7") == ["scanner"]
    rule = "iptables -w -D toponaut-bans -s 203.0.113.7 -j DROP"
    assert machine.enforce("unban", "203.0.113.7", "scanner") == [rule]
    assert machine.kinds("203.0.113.7") == []


def test_a_longer_ban_takes_the_place_of_the_first(machine: Machine) -> None:
    ends = []
    for seconds in (900, 3600):
        machine.ban("203.0.113.7", "scanner", seconds=seconds)
        (line,) = (machine.banned / "203.0.113.7").read_text().splitlines()
        ends.append(int(line.split()[2]))
    assert 2690 < ends[1] - ends[0] < 2710


def test_flush_lifts_the_bans_of_one_kind(machine: Machine) -> None:
    machine.ban("203.0.113.7", "scanner")
    for network in ("203.0.113.8", "2001:db8:7:8::/64"):
        machine.ban(network, "sign_in")
    machine.ban("203.0.113.8", "scanner")
    rules = [call for call in machine.enforce("flush", "scanner", IN_USE="1") if call.startswith("-A ")]
    assert rules == [f"-A toponaut-bans -s {network} -j DROP" for network in ("203.0.113.8", "2001:db8:7:8::/64")]
    assert [machine.kinds(f"203.0.113.{number}") for number in (7, 8)] == [[], ["sign_in"]]


def test_rules_that_were_removed_are_written_again(machine: Machine) -> None:
    machine.ban("203.0.113.7", "scanner")
    calls = machine.enforce("rules")
    assert calls.index("-A toponaut-bans -s 203.0.113.7 -j DROP") < calls.index(
        "iptables -w -I DOCKER-USER -j toponaut-bans"
    )


def test_packet_filter_has_a_thousand_rules_at_most(machine: Machine) -> None:
    for number in range(1000):
        (machine.banned / f"10.0.{number // 250}.{number % 250}").write_text("scanner 1 2\n")
    run = machine.run("enforce.sh", "ban", "203.0.113.7", "scanner", "1795000000.5", "900")
    assert "203.0.113.7 is not cut off: there are 1000 bans" in run.stderr
    assert machine.kinds("203.0.113.7") == ["scanner"]
    assert sum(call.startswith("-A ") for call in machine.enforce("rules")) == 1000


@pytest.mark.parametrize("command", ["start", "stop"])
def test_nothing_is_left_of_bans_at_a_start_or_stop(machine: Machine, command: str) -> None:
    machine.ban("203.0.113.7", "scanner")
    assert "iptables -w -X toponaut-bans" in machine.enforce(command)
    assert list(machine.banned.iterdir()) == []


def test_operators_see_who_is_banned_why_and_until_when(machine: Machine) -> None:
    assert machine.run("bans.sh").stdout == "Nobody is banned.\n"
    machine.enforce("ban", "203.0.113.7", "scanner", "1795000000.5", "900")
    machine.enforce("ban", "2001:db8:7:8::/64", "sign_in", "1795000060.5", "3600")
    rows = [line.split() for line in machine.run("bans.sh").stdout.splitlines()]
    assert rows == [
        ["network", "kind", "since", "until"],
        ["2001:db8:7:8::", "sign_in", "2026-11-18", "11:07", "2026-11-18", "12:07"],
        ["203.0.113.7", "scanner", "2026-11-18", "11:06", "2026-11-18", "11:21"],
    ]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:7:8::5", "2001:db8:7:8::5/64"),
        ("2001:db8:7:8::/64", "2001:db8:7:8::/64"),
        ("all", "--all"),
    ],
)
def test_an_address_is_let_in_with_its_network(machine: Machine, address: str, network: str) -> None:
    assert machine.run("bans.sh", "lift", address).stdout == f"{address} is let in again.\n"
    assert f"unban {network}" in (machine.bin / "calls").read_text()
    assert machine.run("bans.sh", "lift", address, BANNED_BEFORE="0").stdout == f"{address} was not banned.\n"


@pytest.mark.parametrize("address", ["", "toponaut.example", "203.0.113.7; reboot", "--all"])
def test_what_is_no_address_is_refused(machine: Machine, address: str) -> None:
    run = machine.run("bans.sh", "lift", address)
    assert run.returncode == 1
    assert "is not an address" in run.stderr
