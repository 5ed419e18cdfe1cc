"""The scripts start.sh (the loop) and healthcheck.sh, with a fake `backup` command that records its calls."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from toponaut_sidecar.tests.running_loop import RunningLoop

pytestmark = pytest.mark.slow

BACKUP_FOLDER = Path(__file__).parent.parent.parent
FAKE_BACKUP = """
case $1 in
  next) cat "{folder}/next_plan" ;;
  take) echo "$(($(date +%s) + 600)) $(($(date +%s) + 6000))" >"{folder}/next_plan"; exit 1 ;;
esac
"""


@pytest.fixture
def loop(tmp_path: Path) -> Iterator[RunningLoop]:
    loop = RunningLoop(BACKUP_FOLDER, "backup", FAKE_BACKUP.format(folder=tmp_path), tmp_path)
    yield loop
    loop.kill()


def set_plan(loop: RunningLoop, due: float, overdue: float) -> None:
    """What `backup next` prints."""
    (loop.folder / "next_plan").write_text(f"{due:.0f} {overdue:.0f}\n")


def test_due_backup_is_taken_and_the_next_planned_after_a_failure(loop: RunningLoop) -> None:
    set_plan(loop, time.time() + 2, time.time() + 1000)
    loop.start()
    loop.wait_for_calls("next")
    time.sleep(0.5)
    assert [call.split()[0] for call in loop.calls()] == ["next"]  # the backup is not due yet
    loop.wait_for_calls("next", "take", "next")
    assert loop.is_healthy()


def test_loop_waits_without_a_bucket(loop: RunningLoop) -> None:
    (loop.folder / "next_plan").write_text("never never\n")
    process = loop.start()
    assert process.stdout
    assert "no bucket is configured (BACKUP_BUCKET)" in process.stdout.readline()
    assert process.poll() is None
    assert loop.is_healthy()


def test_sigterm_ends_the_loop_at_once(loop: RunningLoop) -> None:
    set_plan(loop, time.time() + 600, time.time() + 6000)
    process = loop.start()
    loop.wait_for_calls("next")
    time.sleep(0.2)
    process.send_signal(signal.SIGTERM)
    assert process.wait(5) == 0


@pytest.mark.parametrize(
    ("due", "overdue", "healthy"),
    [(600, 6000, True), (-600, 6000, True), (-30_000, 6000, False), (600, -1, False)],
    ids=["waiting", "running", "stuck", "backup overdue"],
)
def test_health_check(loop: RunningLoop, due: int, overdue: int, healthy: bool) -> None:  # noqa: FBT001
    now = int(time.time())
    (loop.folder / "plan").write_text(f"{now + due} {now + overdue}\n")
    assert loop.is_healthy() == healthy


def test_unhealthy_before_the_first_plan(loop: RunningLoop) -> None:
    assert not loop.is_healthy()
