"""A checkout of its own, as an operator has one on a server: with an .env, and the commands that are typed there."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.paths import ROOT


class Checkout:
    """`project`: another one on the tests' engine."""

    def __init__(self, folder: Path, project: str) -> None:
        self.folder = folder
        # None of the variables that would win over .env
        self.environ = {name: os.environ[name] for name in ("PATH", "HOME", "DOCKER_HOST") if name in os.environ}
        self.environ["COMPOSE_PROJECT_NAME"] = project
        files = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
        for file in subprocess.run(files, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / file, folder / file)

    def write_env(self, path: Path, settings: Mapping[str, str]) -> None:
        """Write an .env: the example with these settings after it."""
        lines = "".join(f"{name}={value}\n" for name, value in settings.items())
        path.write_text((ROOT / ".env.example").read_text() + lines)

    def start(self, command: str) -> subprocess.Popen[str]:
        """In a process group of its own, so that it can be killed with all its children.

        As from a terminal: what runs in the background ignores Ctrl-C, or a lost connection, and so would its children.
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
        """What an operator types, to its end; standard error is in its output."""
        with self.start(command) as process:
            said, _ = process.communicate(answer)
        return subprocess.CompletedProcess(command, process.returncode, said)

    def run_ok(self, command: str) -> str:
        """What it said; it must go well."""
        run = self.run(command)
        assert run.returncode == 0, f"{command}\n{run.stdout}"
        return run.stdout
