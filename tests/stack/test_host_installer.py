"""`scripts/host/install.sh` in a container of Debian 13, as far as it goes there: without systemd, Docker and swap.

Two containers: the host, and a client outside. The real sshd, nftables and sudo run in the host.
"""

import subprocess
from collections.abc import Iterator

import pytest

from tests.paths import ROOT
from tests.stack.harness.docker import docker

pytestmark = pytest.mark.drill

IMAGE = "toponaut-test-host"
PACKAGES = "ca-certificates git iproute2 jq make nftables openssh-client openssh-server procps sudo unattended-upgrades"
DOCKERFILE = f"""
FROM debian:trixie-slim
RUN apt-get update && apt-get install --yes --no-install-recommends {PACKAGES} && rm -rf /var/lib/apt/lists/*
# As if Docker were installed: then the preflight does not ask for room on the disk.
RUN ln -s /bin/true /usr/local/bin/docker
RUN mkdir -p /run/sshd && install -d -m 0700 /root/.ssh && ssh-keygen -q -t ed25519 -N '' -f /root/.ssh/id_ed25519
CMD ["sleep", "infinity"]
"""
STEPS = "kernel docker updates firewall operator ssh"
# Listens on 80 and 8081, by IPv4 and IPv6, without accepting: the kernel completes the connections.
LISTEN = (
    "use IO::Socket::IP; my @s = map { IO::Socket::IP->new(LocalHost => '::', LocalPort => $_, V6Only => 0,"
    " Listen => 2000) } (80, 8081); sleep 600"
)
# Opens 300 connections at once and prints how many were open after two seconds.
CONNECT = (
    "use IO::Socket::IP; my @s = map { IO::Socket::IP->new(PeerHost => $ARGV[0], PeerPort => $ARGV[1],"
    " Blocking => 0) } 1..300; sleep 2; print scalar grep { getpeername $_ } @s"
)


class Host:
    """The container of the host and that of a client."""

    def __init__(self) -> None:
        self.id = docker("run", "--detach", "--cap-add", "NET_ADMIN", "--tmpfs", "/run/lock", IMAGE).strip()
        self.client = docker("run", "--detach", IMAGE).strip()
        self.address = docker("inspect", "--format", "{{.NetworkSettings.IPAddress}}", self.id).strip()
        self.ipv6 = docker("inspect", "--format", "{{.NetworkSettings.GlobalIPv6Address}}", self.id).strip()
        assert self.ipv6, "The engine has no IPv6 (scripts/dev/lib/test_engine.sh)."
        docker("exec", self.id, "mkdir", "-p", "/root/toponaut")
        docker("cp", str(ROOT / "scripts"), f"{self.id}:/root/toponaut/scripts")
        key = self.sh("cd /root/.ssh && cp id_ed25519.pub authorized_keys && cat authorized_keys")  # the client's too
        answers = f"DOMAIN=toponaut.example\nEMAIL=ada@toponaut.example\nOPERATOR_KEY={key}"
        docker("exec", "--interactive", self.id, "sh", "-c", "cat >/root/answers", stdin=answers)
        self.sh("ssh-keygen -A && /usr/sbin/sshd")
        docker("exec", "--detach", self.id, "perl", "-e", LISTEN)

    def run(self, command: str, container: str = "") -> subprocess.CompletedProcess[str]:
        words = ["docker", "exec", container or self.id, "bash", "-c", command]
        return subprocess.run(words, capture_output=True, text=True, check=False)

    def sh(self, command: str) -> str:
        run = self.run(command)
        assert run.returncode == 0, run.stdout + run.stderr
        return run.stdout

    def install(self, steps: str = STEPS) -> subprocess.CompletedProcess[str]:
        return self.run(f"STEPS='{steps}' /root/toponaut/scripts/host/install.sh /root/answers")

    def ssh(self, user: str, command: str = "true") -> bool:
        """Whether the client can sign in and run this there."""
        options = "-o BatchMode=yes -o StrictHostKeyChecking=no -o ConnectTimeout=5"
        return self.run(f"ssh {options} {user}@{self.address} {command}", self.client).returncode == 0

    def open_connections(self, port: int) -> list[int]:
        """By IPv4 and by IPv6."""
        command = f"perl -e '{CONNECT}'"
        return [
            int(self.run(f"{command} {address} {port}", self.client).stdout) for address in (self.address, self.ipv6)
        ]

    def remove(self) -> None:
        docker("rm", "--force", self.id, self.client)


@pytest.fixture(scope="module")
def image() -> None:
    subprocess.run(["docker", "build", "--quiet", "--tag", IMAGE, "-"], input=DOCKERFILE, text=True, check=True)


@pytest.fixture
def host(image: None) -> Iterator[Host]:
    host = Host()
    yield host
    host.remove()


def test_fresh_host_is_secured_and_a_second_run_changes_nothing(host: Host) -> None:
    host.sh("nft add table ip other")
    assert host.ssh("root")
    assert (host.open_connections(80), host.open_connections(8081)) == ([300, 300], [300, 300])
    run = host.install()
    assert run.returncode == 0, run.stdout + run.stderr
    assert host.ssh("toponaut", "sudo true")
    assert not host.ssh("root")
    assert "other" in host.sh("nft list tables")
    assert host.open_connections(8081) == [0, 0]
    assert host.open_connections(80) == [250, 250]
    assert host.sh("cat /home/toponaut/.ssh/authorized_keys").count("\n") == 1
    host.sh("visudo --check && sshd -t && jq . /etc/docker/daemon.json")
    assert "containerd$" in host.sh("apt-config dump Unattended-Upgrade::Package-Blacklist")
    again = host.install()
    assert again.stdout.splitlines() == [f"── {step}" for step in STEPS.split()]


def test_root_can_still_sign_in_if_the_new_user_cannot(host: Host) -> None:
    assert host.install("operator").returncode == 0
    host.sh("chmod 0777 /home/toponaut")  # sshd then ignores the keys in it
    before = host.sh("sshd -T")
    run = host.install("ssh")
    assert run.returncode == 1
    assert "root's login stays open" in run.stderr
    assert host.sh("sshd -T") == before
    assert host.sh("cat /home/toponaut/.ssh/authorized_keys").count("\n") == 1
