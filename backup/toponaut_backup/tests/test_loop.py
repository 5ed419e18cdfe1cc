"""The sidecar's loop and its health check, as the shell scripts they are, with a `backup` that only writes down."""

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
case $1 in
  next) cat "{folder}/answer" ;;
  take) echo "$(($(date +%s) + 600)) $(($(date +%s) + 6000))" >"{folder}/answer"; exit 1 ;;
esac
"""


class Loop:
    """`start.sh`, whose plan lies in a folder of the test's."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.plan = folder, folder / "plan"
        for name in ("start", "healthy"):
            (folder / name).write_text((HERE / f"{name}.sh").read_text().replace("/tmp/plan", str(self.plan)))  # noqa: S108
        (folder / "backup").write_text(STUB.format(folder=folder))
        (folder / "backup").chmod(0o755)
        self.environ = os.environ | {"PATH": f"{folder}:{os.environ['PATH']}"}

    def answer(self, due: float | str, overdue: float | str) -> None:
        words = [str(int(word)) if isinstance(word, float) else word for word in (due, overdue)]
        (self.folder / "answer").write_text(" ".join(words) + "\n")

    def start(self) -> None:
        command = ["sh", str(self.folder / "start")]
        self.process = subprocess.Popen(
            command, env=self.environ, stdout=subprocess.PIPE, text=True, start_new_session=True
        )

    def asked(self) -> list[str]:
        file = self.folder / "asked"
        return [line.split()[0] for line in file.read_text().splitlines()] if file.exists() else []

    def until_asked(self, *commands: str) -> None:
        deadline = time.monotonic() + 20
        while self.asked() != list(commands):
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
            os.killpg(made.process.pid, signal.SIGKILL)  # the sleep too, which would hold the pipe open
        made.process.communicate(timeout=5)


def test_it_takes_a_backup_when_one_is_due_and_plans_the_next_even_if_that_failed(loop: Loop) -> None:
    loop.answer(time.time() + 2, time.time() + 1000)
    loop.start()
    loop.until_asked("next")
    time.sleep(0.5)
    assert loop.asked() == ["next"]  # not before it is due
    loop.until_asked("next", "take", "next")
    assert loop.healthy()


def test_without_a_bucket_it_says_so_and_waits(loop: Loop) -> None:
    loop.answer("never", "never")
    loop.start()
    assert loop.process.stdout
    assert "no bucket is configured (BACKUP_BUCKET)" in loop.process.stdout.readline()
    assert loop.process.poll() is None
    assert loop.healthy()


def test_a_stop_ends_it_at_once(loop: Loop) -> None:
    loop.answer(time.time() + 600, time.time() + 6000)
    loop.start()
    loop.until_asked("next")
    time.sleep(0.2)
    loop.process.send_signal(signal.SIGTERM)
    assert loop.process.wait(5) == 0


@pytest.mark.parametrize(
    ("due", "overdue", "healthy"),
    [(600, 6000, True), (-600, 6000, True), (-30_000, 6000, False), (600, -1, False)],
    ids=["waiting", "at work", "stuck", "no backup in time"],
)
def test_its_health(loop: Loop, due: int, overdue: int, healthy: bool) -> None:  # noqa: FBT001
    now = int(time.time())
    loop.plan.write_text(f"{now + due} {now + overdue}\n")
    assert loop.healthy() == healthy


def test_a_loop_that_never_began_is_not_healthy(loop: Loop) -> None:
    assert not loop.healthy()
