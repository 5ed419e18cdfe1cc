"""Runs a sidecar's start.sh and healthcheck.sh in a test's folder, with a fake job command that records its calls."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

SIDECAR_FOLDER = Path(__file__).parent.parent.parent
LIFECYCLE = SIDECAR_FOLDER.parent / "lifecycle" / "lifecycle.sh"
SLEEP_LOOP = "/usr/local/lib/sleep_loop.sh"  # in the image
CALLS_TIMEOUT_SECONDS = 20


class RunningLoop:
    def __init__(self, scripts: Path, command: str, fake_command: str, folder: Path) -> None:
        """`scripts`: the sidecar's folder. `fake_command`: a shell script in place of the sidecar's `command`."""
        self.folder, self.starts = folder, folder / "starts"
        self.starts.mkdir()
        self._install(SIDECAR_FOLDER / "sleep_loop.sh")
        self._install(scripts / "start.sh")
        self._install(scripts / "healthcheck.sh")
        self._install(LIFECYCLE).rename(folder / "lifecycle")
        record_call = f'echo "$@" >>"{folder}/calls"'
        (folder / command).write_text(f"#!/bin/sh\n{record_call}\n{fake_command}")
        (folder / command).chmod(0o755)
        self.environ = os.environ | {"PATH": f"{folder}:{os.environ['PATH']}"}
        self.process: subprocess.Popen[str] | None = None

    def _install(self, script: Path) -> Path:
        """Copy a script that uses the test's folder instead of the container's."""
        text = script.read_text().replace("/tmp/", f"{self.folder}/")  # noqa: S108
        text = text.replace("/run/toponaut-starts", str(self.starts))
        text = text.replace(SLEEP_LOOP, str(self.folder / "sleep_loop.sh"))
        installed = self.folder / script.name
        installed.write_text(text)
        installed.chmod(0o755)
        return installed

    def set_constant(self, name: str, value: int) -> None:
        """Give a constant of start.sh another value."""
        script = self.folder / "start.sh"
        lines = [f"{name}={value}" if line.startswith(f"{name}=") else line for line in script.read_text().splitlines()]
        script.write_text("\n".join([*lines, ""]))

    def start(self) -> subprocess.Popen[str]:
        command = ["sh", str(self.folder / "start.sh")]
        self.process = subprocess.Popen(
            command, env=self.environ, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        return self.process

    def calls(self) -> list[str]:
        """The arguments of each call of the fake command."""
        file = self.folder / "calls"
        return file.read_text().splitlines() if file.exists() else []

    def wait_for_calls(self, *subcommands: str) -> None:
        """Wait until the first calls were these."""
        deadline = time.monotonic() + CALLS_TIMEOUT_SECONDS
        while [call.split()[0] for call in self.calls()][: len(subcommands)] != list(subcommands):
            assert time.monotonic() < deadline, self.calls()
            time.sleep(0.05)

    def is_healthy(self) -> bool:
        command = ["sh", str(self.folder / "healthcheck.sh")]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    def kill(self) -> None:
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(
                    self.process.pid, signal.SIGKILL
                )  # kills the loop's sleep too, which would hold the pipe open
            self.process.communicate(timeout=5)
