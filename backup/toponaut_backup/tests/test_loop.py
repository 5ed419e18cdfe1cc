"""The scripts start.sh (the loop) and healthcheck.sh, with a fake `backup` command that records its calls."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

BACKUP_FOLDER = Path(__file__).parent.parent.parent
FAKE_BACKUP = """#!/bin/sh
echo "$@" >>"{folder}/calls"
case $1 in
  next) cat "{folder}/next_output" ;;
  take) echo "$(($(date +%s) + 600)) $(($(date +%s) + 6000))" >"{folder}/next_output"; exit 1 ;;
esac
"""


class Loop:
    """Runs start.sh with its plan file in the test's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.plan = folder, folder / "plan"
        for name in ("start", "healthcheck"):
            (folder / name).write_text((BACKUP_FOLDER / f"{name}.sh").read_text().replace("/tmp/plan", str(self.plan)))  # noqa: S108
        (folder / "backup").write_text(FAKE_BACKUP.format(folder=folder))
        (folder / "backup").chmod(0o755)
        self.environ = os.environ | {"PATH": f"{folder}:{os.environ['PATH']}"}

    def set_plan(self, due: float | str, overdue: float | str) -> None:
        times = [str(int(time)) if isinstance(time, float) else time for time in (due, overdue)]
        (self.folder / "next_output").write_text(" ".join(times) + "\n")

    def start(self) -> None:
        command = ["sh", str(self.folder / "start")]
        self.process = subprocess.Popen(
            command, env=self.environ, stdout=subprocess.PIPE, text=True, start_new_session=True
        )

    def calls(self) -> list[str]:
        file = self.folder / "calls"
        return [line.split()[0] for line in file.read_text().splitlines()] if file.exists() else []

    def wait_for_calls(self, *commands: str) -> None:
        deadline = time.monotonic() + 20
        while self.calls() != list(commands):
            assert time.monotonic() < deadline, self.calls()
            time.sleep(0.05)

    def is_healthy(self) -> bool:
        return (
            subprocess.run(["sh", str(self.folder / "healthcheck")], capture_output=True, check=False).returncode == 0
        )


@pytest.fixture
def loop(tmp_path: Path) -> Iterator[Loop]:
    running = Loop(tmp_path)
    yield running
    if hasattr(running, "process"):
        with suppress(ProcessLookupError):
            os.killpg(running.process.pid, signal.SIGKILL)  # its sleep too, which would hold the pipe open
        running.process.communicate(timeout=5)


def test_due_backup_is_taken_and_the_next_planned_after_a_failure(loop: Loop) -> None:
    loop.set_plan(time.time() + 2, time.time() + 1000)
    loop.start()
    loop.wait_for_calls("next")
    time.sleep(0.5)
    assert loop.calls() == ["next"]  # not before it is due
    loop.wait_for_calls("next", "take", "next")
    assert loop.is_healthy()


def test_waits_without_a_bucket(loop: Loop) -> None:
    loop.set_plan("never", "never")
    loop.start()
    assert loop.process.stdout
    assert "no bucket is configured (BACKUP_BUCKET)" in loop.process.stdout.readline()
    assert loop.process.poll() is None
    assert loop.is_healthy()


def test_sigterm_ends_it_at_once(loop: Loop) -> None:
    loop.set_plan(time.time() + 600, time.time() + 6000)
    loop.start()
    loop.wait_for_calls("next")
    time.sleep(0.2)
    loop.process.send_signal(signal.SIGTERM)
    assert loop.process.wait(5) == 0


@pytest.mark.parametrize(
    ("due", "overdue", "healthy"),
    [(600, 6000, True), (-600, 6000, True), (-30_000, 6000, False), (600, -1, False)],
    ids=["waiting", "running", "stuck", "backup overdue"],
)
def test_health_check(loop: Loop, due: int, overdue: int, healthy: bool) -> None:  # noqa: FBT001
    now = int(time.time())
    loop.plan.write_text(f"{now + due} {now + overdue}\n")
    assert loop.is_healthy() == healthy


def test_unhealthy_before_the_first_plan(loop: Loop) -> None:
    assert not loop.is_healthy()
