"""One Compose project of the real stack, with a name and a port of its own."""

import json
import os
import secrets
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.paths import ROOT

# The long-running ones: migrate exits.
SERVICES = ("nginx", "web", "postgres", "redis", "backup", "monitor", "acme", "fail2ban")
SECRETS = (
    "secret_key", "postgres_password", "backup_password", "s3_access_key", "s3_secret_key", "twilio_token",
    "smtp_password", "alert_webhook_url", "status_access_key", "status_secret_key",
)  # fmt: skip
TAG = "test"
WAIT_SECONDS = 60
POLL_SECONDS = 0.2


class Stack:
    """Runs `docker compose` for one project. `environ` overrides what .env would hold."""

    def __init__(self, project: str, folder: Path, *files: str, **environ: str) -> None:
        self.project = project
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.files = (*(files or ("compose.yaml",)), "tests/stack/overrides/fast_healthchecks.yaml")
        self.environ = os.environ | {
            "TAG": TAG,
            "HTTP_PORT": str(self.port),
            "SECRETS_DIR": str(make_secrets(folder / "secrets")),
            "MAX_DAILY_PLAYS_PER_ADDRESS": "1000000",  # all saves of the tests come from one address
            "COMPOSE_DISABLE_ENV_FILE": "1",  # a developer's own .env must not change the tests
            **environ,
        }

    def compose(self, *words: str, check: bool = True) -> str:
        """The command's standard output. Raises an error with its whole output when it fails."""
        files = [word for file in self.files for word in ("--file", str(ROOT / file))]
        command = ["docker", "compose", "--project-name", self.project, *files, *words]
        done = subprocess.run(command, env=self.environ, capture_output=True, text=True, check=False)
        if check and done.returncode:
            raise AssertionError(f"{' '.join(command)} failed:\n{done.stdout}\n{done.stderr}\n{self.diagnostics()}")
        return done.stdout

    def diagnostics(self) -> str:
        """State and last log lines of every container, for the message of a failure."""
        return self.compose("ps", "--all", check=False) + self.compose("logs", "--tail", "30", check=False)

    def secrets(self) -> dict[str, str]:
        return {file.name: file.read_text().strip() for file in Path(self.environ["SECRETS_DIR"]).iterdir()}

    def up(self, *words: str) -> None:
        self.compose("up", "--detach", "--wait", *words)

    def down(self) -> None:
        """Remove the project's containers, networks and volumes."""
        self.compose("down", "--volumes", "--timeout", "5")

    def container_id(self, service: str) -> str:
        labels = {"project": self.project, "service": service, "oneoff": "False"}
        filters = [f"--filter=label=com.docker.compose.{name}={value}" for name, value in labels.items()]
        # Not `docker compose ps`: it takes ten times as long, and this is called very often.
        command = ["docker", "ps", "--all", "--quiet", "--no-trunc", *filters]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    def inspect(self, service: str) -> dict[str, Any]:
        """`docker inspect` of the service's container."""
        container = self.container_id(service)
        done = subprocess.run(["docker", "inspect", container], capture_output=True, text=True, check=True)
        found: dict[str, Any] = json.loads(done.stdout)[0]
        return found

    def exec(self, service: str, *words: str, check: bool = True) -> str:
        return self.compose("exec", "--no-TTY", service, *words, check=check)

    def kill(self, service: str) -> None:
        """SIGKILL to all processes of the container at once. After `docker kill` the engine would not restart it."""
        self.exec(service, "sh", "-c", "kill -KILL -1", check=False)

    def healthy(self, service: str) -> bool:
        state = self.inspect(service)["State"]
        return bool(state["Running"] and state["Health"]["Status"] == "healthy")

    def wait_healthy(self, *services: str, seconds: float = WAIT_SECONDS) -> None:
        for service in services or SERVICES:
            wait_until(lambda service=service: self.healthy(service), f"{service} did not get healthy", seconds)  # type: ignore[misc]

    def access_log(self) -> list[dict[str, Any]]:
        """nginx's access log, oldest line first."""
        text = self.exec("nginx", "sh", "-c", "cat /var/log/toponaut/access-*.jsonl")
        return [json.loads(line) for line in text.splitlines()]

    def output(self, service: str) -> str:
        """Standard output and error of the container. Not by Compose: it puts a control sequence before each line."""
        command = ["docker", "logs", self.container_id(service)]
        run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=True)
        return run.stdout.decode(errors="replace")

    def log_lines(self, service: str) -> list[dict[str, Any]]:
        """The JSON lines in the container's output, oldest first."""
        return [json.loads(line) for line in self.output(service).splitlines() if line.startswith("{")]

    @contextmanager
    def stopped(self, service: str) -> Iterator[None]:
        """Stop a service during the block. Afterwards start it and wait until every service is healthy again."""
        self.compose("stop", "--timeout", "5", service)
        try:
            yield
        finally:
            self.compose("start", service)
            self.wait_healthy()


def wait_until(condition: Callable[[], object], failure: str, seconds: float = WAIT_SECONDS) -> None:
    """Wait for a condition. `failure`: the message if it does not become true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"{failure} within {seconds:g} s")
        time.sleep(POLL_SECONDS)


def make_secrets(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True)
    for name in SECRETS:
        (folder / name).write_text(secrets.token_urlsafe(50))
        (folder / name).chmod(0o444)  # each container reads them under its own uid
    return folder


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
