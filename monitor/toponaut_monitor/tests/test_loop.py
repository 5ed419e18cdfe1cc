"""The scripts start.sh (the loop) and healthcheck.sh, with a fake `monitor` command that records its calls."""

import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from toponaut_sidecar.tests.running_loop import RunningLoop

pytestmark = pytest.mark.slow

MONITOR_FOLDER = Path(__file__).parent.parent.parent
FAKE_MONITOR = """
[ "$1" != startup ] || cat "{folder}/fake_interval"
[ "$1" != watch ] || [ ! -e "{folder}/hang" ] || sleep 60
[ "$1" != watch ]
"""


@pytest.fixture
def loop(tmp_path: Path) -> Iterator[RunningLoop]:
    loop = RunningLoop(MONITOR_FOLDER, "monitor", FAKE_MONITOR.format(folder=tmp_path), tmp_path)
    loop.set_constant("MAX_JOB_SECONDS", 1)
    yield loop
    loop.kill()


def start(loop: RunningLoop, interval: int) -> subprocess.Popen[str]:
    (loop.folder / "fake_interval").write_text(f"{interval}\n")
    return loop.start()


def test_next_round_starts_after_a_failed_one(loop: RunningLoop) -> None:
    start(loop, interval=1)
    loop.wait_for_calls("startup", "watch", "count", "watch", "count")
    assert loop.is_healthy()


def test_status_page_is_published_between_watching_and_counting(loop: RunningLoop) -> None:
    loop.environ["STATUS_PAGE"] = "other-machine"
    start(loop, interval=1)
    loop.wait_for_calls("startup", "watch", "publish", "count", "watch", "publish", "count")


def test_first_round_is_due_within_two_minutes(loop: RunningLoop) -> None:
    start(loop, interval=900)
    loop.wait_for_calls("startup")
    time.sleep(0.5)
    assert [call.split()[0] for call in loop.calls()] == ["startup"]
    assert 100 < int((loop.folder / "due").read_text()) - time.time() <= 120


def test_time_of_the_start_is_passed_to_each_round(loop: RunningLoop) -> None:
    begun = int(time.time())
    start(loop, interval=1)
    loop.wait_for_calls("startup", "watch")
    since = loop.calls()[1].removeprefix("watch --since ")
    assert begun <= int(since) <= time.time()


def test_start_and_ordered_stop_are_recorded(loop: RunningLoop) -> None:
    process = start(loop, interval=900)
    loop.wait_for_calls("startup")
    time.sleep(0.2)
    process.send_signal(signal.SIGTERM)
    process.wait(5)
    assert [line.split()[0] for line in (loop.starts / "monitor").read_text().splitlines()] == ["start", "stop"]


def test_loop_runs_without_the_volume_of_starts(loop: RunningLoop) -> None:
    loop.starts.rmdir()
    start(loop, interval=1)
    loop.wait_for_calls("startup", "watch", "count")


def test_hanging_round_is_ended(loop: RunningLoop) -> None:
    (loop.folder / "hang").touch()
    start(loop, interval=1)
    loop.wait_for_calls("startup", "watch", "count", "watch")


def test_sigterm_ends_the_loop_at_once(loop: RunningLoop) -> None:
    process = start(loop, interval=900)
    loop.wait_for_calls("startup")
    time.sleep(0.2)
    process.send_signal(signal.SIGTERM)
    assert process.wait(5) == 0


@pytest.mark.parametrize(
    ("due", "healthy"), [(600, True), (-600, True), (-4000, False)], ids=["waiting", "running", "stuck"]
)
def test_health_check(loop: RunningLoop, due: int, healthy: bool) -> None:  # noqa: FBT001
    (loop.folder / "due").write_text(f"{int(time.time()) + due}\n")
    assert loop.is_healthy() == healthy


def test_unhealthy_before_the_first_round_is_planned(loop: RunningLoop) -> None:
    assert not loop.is_healthy()
