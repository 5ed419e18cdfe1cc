"""A server to ship to: Debian's SSH in a container, and behind it a Docker engine of its own that has no image yet."""

import os
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.paths import ROOT
from tests.stack.harness.docker import docker
from tests.stack.harness.stack import free_port, wait_until

IMAGE = "toponaut-test/server"
NAME = "toponaut-test-server"
USER = "root@127.0.0.1"


class Server:
    """`ssh`: the command that reaches it as USER. `data`: the folder of its engine."""

    def __init__(self, port: int, key: Path, data: Path) -> None:
        self.data = data
        hosts = key.with_name("known_hosts")
        options = ["StrictHostKeyChecking=accept-new", f"UserKnownHostsFile={hosts}", "BatchMode=yes", "LogLevel=ERROR"]
        options += ["ConnectTimeout=5", "ServerAliveInterval=5"]
        words = ["ssh", "-p", str(port), "-i", str(key), *(word for option in options for word in ("-o", option))]
        self.ssh = shlex.join(words)

    def run(self, command: str) -> str:
        """What a command said there; empty when it failed."""
        words = [*shlex.split(self.ssh), USER, command]
        return subprocess.run(words, capture_output=True, text=True, check=False).stdout.strip()

    def receives(self) -> bool:
        """Whether a part of an archive has arrived, which Docker unpacks before it makes images of it."""
        return any(self.data.glob("tmp/docker-import-*/*"))

    def wait(self) -> None:
        wait_until(lambda: self.run("docker info --format '{{.ID}}'"), "the server's Docker did not answer by SSH")


@contextmanager
def server(folder: Path) -> Iterator[Server]:
    """`folder`: for its images, and for a key that only it knows."""
    key = folder / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    docker("build", "--tag", IMAGE, str(ROOT / "tests" / "stack" / "harness" / "ssh_server"))
    docker("rm", "--force", NAME, check=False)  # what a run that was killed has left
    port = free_port()
    with _engine(folder) as run:
        mounts = [f"{key}.pub:/root/.ssh/authorized_keys:ro", f"{run}:/var/run"]
        volumes = [word for mount in mounts for word in ("--volume", mount)]
        docker("run", "--detach", "--name", NAME, "--publish", f"127.0.0.1:{port}:22", *volumes, IMAGE)
        found = Server(port, key, folder / "data")
        try:
            found.wait()
            yield found
        finally:
            docker("rm", "--force", NAME)


@contextmanager
def _engine(folder: Path) -> Iterator[Path]:
    """The folder that its socket is in. It starts no container: it needs no network, and must not touch this one's."""
    assert os.geteuid() == 0, "Only root can start a second Docker engine, for `make ship` to ship to."
    run = folder / "run"
    (run / "sshd").mkdir(parents=True)
    words = ["unshare", "--net", "dockerd", "--bridge=none", "--iptables=false", "--ip6tables=false"]
    words += ["--host", f"unix://{run}/docker.sock"]
    words += ["--data-root", str(folder / "data"), "--exec-root", str(run / "exec"), "--pidfile", str(run / "pid")]
    words += ["--containerd-namespace", NAME, "--containerd-plugins-namespace", f"{NAME}-plugins"]
    with (folder / "engine.log").open("w") as log, subprocess.Popen(words, stdout=log, stderr=log) as engine:
        try:
            yield run
        finally:
            engine.terminate()
