"""A separate checkout, as an operator has on a server: with an .env, and commands typed there."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.paths import ROOT


class Checkout:
    """`project`: its Compose project name on the tests' Docker engine."""

    def __init__(self, folder: Path, project: str) -> None:
        self.folder = folder
        # Without the variables that would override .env
        self.environ = {name: os.environ[name] for name in ("PATH", "HOME", "DOCKER_HOST") if name in os.environ}
        self.environ["COMPOSE_PROJECT_NAME"] = project
        files = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
        for file in subprocess.run(files, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / file, folder / file)

    def write_env(self, path: Path, settings: Mapping[str, str]) -> None:
        """Write an .env file: .env.example followed by these settings."""
        lines = "".join(f"{name}={value}\n" for name, value in settings.items())
        path.write_text((ROOT / ".env.example").read_text() + lines)

    def start(self, command: str) -> subprocess.Popen[str]:
        """Start a command in a process group of its own, so that it can be killed with all its children.

        Restores the default handling of SIGINT and SIGHUP, which background processes inherit as ignored.
        """
        return subprocess.Popen(
            ["env", "--default-signal=INT,HUP", "bash", "-c", command],
            cwd=self.folder,
            env=self.environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def run(self, command: str, answer: str = "yes\n") -> subprocess.CompletedProcess[str]:
        """Run a command to its end. Its output contains standard error too. `answer`: what the operator types."""
        with self.start(command) as process:
            output, _ = process.communicate(answer)
        return subprocess.CompletedProcess(command, process.returncode, output)

    def run_ok(self, command: str) -> str:
        """The output of a command that must succeed."""
        run = self.run(command)
        assert run.returncode == 0, f"{command}\n{run.stdout}"
        return run.stdout
