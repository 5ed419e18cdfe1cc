"""A server for `make ship`: Debian's SSH server in a container, with its own Docker engine that has no images."""

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


class SshServer:
    """`ssh`: the command that connects as USER. `engine_data`: the folder where its engine stores images."""

    def __init__(self, port: int, key: Path, engine_data: Path) -> None:
        self.engine_data = engine_data
        known_hosts = key.with_name("known_hosts")
        options = [
            "StrictHostKeyChecking=accept-new",
            f"UserKnownHostsFile={known_hosts}",
            "BatchMode=yes",
            "LogLevel=ERROR",
        ]
        options += ["ConnectTimeout=5", "ServerAliveInterval=5"]
        words = ["ssh", "-p", str(port), "-i", str(key), *(word for option in options for word in ("-o", option))]
        self.ssh = shlex.join(words)

    def run(self, command: str) -> str:
        """Run a command on the server. Returns its output; empty if there is none."""
        words = [*shlex.split(self.ssh), USER, command]
        return subprocess.run(words, capture_output=True, text=True, check=False).stdout.strip()

    def is_receiving_images(self) -> bool:
        """Whether a part of an archive has arrived: Docker unpacks it there before it creates the images."""
        return any(self.engine_data.glob("tmp/docker-import-*/*"))

    def wait_until_ready(self) -> None:
        wait_until(lambda: self.run("docker info --format '{{.ID}}'"), "the server's Docker did not answer over SSH")


@contextmanager
def running_ssh_server(folder: Path) -> Iterator[SshServer]:
    """Start the server. `folder`: for its images and a new SSH key."""
    key = folder / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    docker("build", "--tag", IMAGE, str(ROOT / "tests" / "stack" / "harness" / "ssh_server"))
    docker("rm", "--force", NAME, check=False)  # a killed run may have left one
    port = free_port()
    with _docker_engine(folder) as socket_folder:
        mounts = [f"{key}.pub:/root/.ssh/authorized_keys:ro", f"{socket_folder}:/var/run"]
        volumes = [word for mount in mounts for word in ("--volume", mount)]
        docker("run", "--detach", "--name", NAME, "--publish", f"127.0.0.1:{port}:22", *volumes, IMAGE)
        server = SshServer(port, key, folder / "data")
        try:
            server.wait_until_ready()
            yield server
        finally:
            docker("rm", "--force", NAME)


@contextmanager
def _docker_engine(folder: Path) -> Iterator[Path]:
    """Start a second Docker engine. Yields the folder that contains its socket.

    It gets a network namespace of its own, so that it does not change the network of the tests' engine. It needs no
    network, because it starts no containers.
    """
    assert os.geteuid() == 0, "Only root can start the second Docker engine that `make ship` sends images to."
    socket_folder = folder / "run"
    (socket_folder / "sshd").mkdir(parents=True)
    words = ["unshare", "--net", "dockerd", "--bridge=none", "--iptables=false", "--ip6tables=false"]
    words += ["--host", f"unix://{socket_folder}/docker.sock"]
    words += [
        "--data-root",
        str(folder / "data"),
        "--exec-root",
        str(socket_folder / "exec"),
        "--pidfile",
        str(socket_folder / "pid"),
    ]
    words += ["--containerd-namespace", NAME, "--containerd-plugins-namespace", f"{NAME}-plugins"]
    with (folder / "engine.log").open("w") as log, subprocess.Popen(words, stdout=log, stderr=log) as engine:
        try:
            yield socket_folder
        finally:
            engine.terminate()
