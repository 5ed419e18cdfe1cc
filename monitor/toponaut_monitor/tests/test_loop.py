"""The sidecar's loop and its health check, as the shell scripts they are, with a `monitor` that only writes down."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent.parent.parent
STUB = """#!/bin/sh
echo "$@" >>"{folder}/asked"
[ "$1" != hello ] || cat "{folder}/seconds"
[ "$1" != watch ] || [ ! -e "{folder}/hang" ] || sleep 60
[ "$1" != watch ]
"""


class Loop:
    """`start.sh`, whose files lie in a folder of the test's."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.due, self.starts = folder, folder / "due", folder / "starts"
        self.starts.mkdir()
        for name in ("start", "healthy"):
            script = (HERE / f"{name}.sh").read_text().replace("/tmp/", f"{folder}/")  # noqa: S108
            script = script.replace("LONGEST_SECONDS=1800", "LONGEST_SECONDS=1")
            (folder / name).write_text(script.replace("/run/toponaut-starts", str(self.starts)))
        (folder / "monitor").write_text(STUB.format(folder=folder))
        (folder / "monitor").chmod(0o755)
        self.environ = os.environ | {"PATH": f"{folder}:{os.environ['PATH']}"}

    def start(self, seconds: int) -> None:
        (self.folder / "seconds").write_text(f"{seconds}\n")
        command = ["sh", str(self.folder / "start")]
        self.process = subprocess.Popen(command, env=self.environ, start_new_session=True)

    def asked(self) -> list[str]:
        file = self.folder / "asked"
        return [line.split()[0] for line in file.read_text().splitlines()] if file.exists() else []

    def until_asked(self, *commands: str) -> None:
        deadline = time.monotonic() + 20
        while self.asked()[: len(commands)] != list(commands):
            assert time.monotonic() < deadline, self.asked()
            time.sleep(0.05)

    def healthy(self) -> bool:
        return subprocess.run(["sh", str(self.folder / "healthy")], capture_output=True, check=False).returncode == 0


@pytest.fixture
def loop(tmp_path: Path) -> Iterator[Loop]:
    made = Loop(tmp_path)
    yield made
    if hasattr(made, "process"):
        with suppress(ProcessLookupError):
            os.killpg(made.process.pid, signal.SIGKILL)  # the sleep too
        made.process.wait(5)


def test_rounds_come_one_after_the_other_even_if_one_failed(loop: Loop) -> None:
    loop.start(seconds=1)
    loop.until_asked("hello", "watch", "count", "watch", "count")
    assert loop.healthy()


def test_the_first_comes_within_two_minutes_and_not_at_once(loop: Loop) -> None:
    loop.start(seconds=900)
    loop.until_asked("hello")
    time.sleep(0.5)
    assert loop.asked() == ["hello"]
    assert 100 < int(loop.due.read_text()) - time.time() <= 120


def test_the_start_is_written_down_and_told_to_each_round(loop: Loop) -> None:
    (loop.starts / "monitor").write_text("1\n")
    loop.start(seconds=1)
    loop.until_asked("hello", "watch")
    first, started = (loop.starts / "monitor").read_text().split()
    assert first == "1"
    assert f"watch --since {started}\n" in (loop.folder / "asked").read_text()


def test_without_the_volume_of_starts_it_runs_all_the_same(loop: Loop) -> None:
    loop.starts.rmdir()
    loop.start(seconds=1)
    loop.until_asked("hello", "watch", "count")


def test_a_round_that_hangs_is_ended(loop: Loop) -> None:
    (loop.folder / "hang").touch()
    loop.start(seconds=1)
    loop.until_asked("hello", "watch", "count", "watch")


def test_a_stop_ends_it_at_once(loop: Loop) -> None:
    loop.start(seconds=900)
    loop.until_asked("hello")
    time.sleep(0.2)
    loop.process.send_signal(signal.SIGTERM)
    assert loop.process.wait(5) == 0


@pytest.mark.parametrize(
    ("due", "healthy"), [(600, True), (-600, True), (-4000, False)], ids=["waiting", "at work", "stuck"]
)
def test_its_health(loop: Loop, due: int, healthy: bool) -> None:  # noqa: FBT001
    loop.due.write_text(f"{int(time.time()) + due}\n")
    assert loop.healthy() == healthy


def test_a_loop_that_never_began_is_not_healthy(loop: Loop) -> None:
    assert not loop.healthy()
