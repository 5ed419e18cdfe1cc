"""The scripts start.sh (the loop) and healthcheck.sh, with a fake `monitor` command that records its calls."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

MONITOR_FOLDER = Path(__file__).parent.parent.parent
FAKE_MONITOR = """#!/bin/sh
echo "$@" >>"{folder}/calls"
[ "$1" != startup ] || cat "{folder}/fake_interval"
[ "$1" != watch ] || [ ! -e "{folder}/hang" ] || sleep 60
[ "$1" != watch ]
"""


class Loop:
    """Runs start.sh with its files in the test's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.due, self.starts = folder, folder / "due", folder / "starts"
        self.starts.mkdir()
        for name in ("start", "healthcheck"):
            script = (MONITOR_FOLDER / f"{name}.sh").read_text().replace("/tmp/", f"{folder}/")  # noqa: S108
            script = script.replace("MAX_JOB_SECONDS=1800", "MAX_JOB_SECONDS=1")
            (folder / name).write_text(script.replace("/run/toponaut-starts", str(self.starts)))
        (folder / "monitor").write_text(FAKE_MONITOR.format(folder=folder))
        (folder / "monitor").chmod(0o755)
        self.environ = os.environ | {"PATH": f"{folder}:{os.environ['PATH']}"}

    def start(self, interval: int) -> None:
        (self.folder / "fake_interval").write_text(f"{interval}\n")
        command = ["sh", str(self.folder / "start")]
        self.process = subprocess.Popen(command, env=self.environ, start_new_session=True)

    def calls(self) -> list[str]:
        file = self.folder / "calls"
        return [line.split()[0] for line in file.read_text().splitlines()] if file.exists() else []

    def wait_for_calls(self, *commands: str) -> None:
        deadline = time.monotonic() + 20
        while self.calls()[: len(commands)] != list(commands):
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
            os.killpg(running.process.pid, signal.SIGKILL)  # its sleep too
        running.process.wait(5)


def test_next_round_starts_after_a_failed_one(loop: Loop) -> None:
    loop.start(interval=1)
    loop.wait_for_calls("startup", "watch", "count", "watch", "count")
    assert loop.is_healthy()


def test_first_round_is_due_within_two_minutes(loop: Loop) -> None:
    loop.start(interval=900)
    loop.wait_for_calls("startup")
    time.sleep(0.5)
    assert loop.calls() == ["startup"]
    assert 100 < int(loop.due.read_text()) - time.time() <= 120


def test_start_is_recorded_and_passed_to_each_round(loop: Loop) -> None:
    (loop.starts / "monitor").write_text("1\n")
    loop.start(interval=1)
    loop.wait_for_calls("startup", "watch")
    first, started = (loop.starts / "monitor").read_text().split()
    assert first == "1"
    assert f"watch --since {started}\n" in (loop.folder / "calls").read_text()


def test_runs_without_the_volume_of_starts(loop: Loop) -> None:
    loop.starts.rmdir()
    loop.start(interval=1)
    loop.wait_for_calls("startup", "watch", "count")


def test_hanging_round_is_ended(loop: Loop) -> None:
    (loop.folder / "hang").touch()
    loop.start(interval=1)
    loop.wait_for_calls("startup", "watch", "count", "watch")


def test_sigterm_ends_it_at_once(loop: Loop) -> None:
    loop.start(interval=900)
    loop.wait_for_calls("startup")
    time.sleep(0.2)
    loop.process.send_signal(signal.SIGTERM)
    assert loop.process.wait(5) == 0


@pytest.mark.parametrize(
    ("due", "healthy"), [(600, True), (-600, True), (-4000, False)], ids=["waiting", "running", "stuck"]
)
def test_health_check(loop: Loop, due: int, healthy: bool) -> None:  # noqa: FBT001
    loop.due.write_text(f"{int(time.time()) + due}\n")
    assert loop.is_healthy() == healthy


def test_unhealthy_before_the_first_round_is_planned(loop: Loop) -> None:
    assert not loop.is_healthy()
