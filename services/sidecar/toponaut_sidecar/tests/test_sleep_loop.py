"""sleep_loop.sh: sleeping until a time, and stopping at a signal."""

import signal
import subprocess
import time
from pathlib import Path

import pytest

from toponaut_sidecar.tests.running_loop import SIDECAR_FOLDER

pytestmark = pytest.mark.slow


def shell(script: str, folder: Path) -> subprocess.Popen[str]:
    """A script that has sourced sleep_loop.sh."""
    loop = (SIDECAR_FOLDER / "sleep_loop.sh").read_text()
    record_stop = f'SERVICE=sidecar; lifecycle() {{ echo "$*" >"{folder}/lifecycle"; }}'
    return subprocess.Popen(["sh", "-c", f"{record_stop}\n{loop}\n{script}"], stdout=subprocess.PIPE, text=True)


def test_sleeps_until_a_time(tmp_path: Path) -> None:
    begun = time.monotonic()
    process = shell('sleep_until "$((started + 2))" && echo due', tmp_path)
    assert process.communicate(timeout=10)[0] == "due\n"
    assert 0.9 < time.monotonic() - begun < 5


def test_clock_set_back_interrupts_the_sleep(tmp_path: Path) -> None:
    """A fake `date` goes back an hour at its third call, after the first sleep."""
    fake_date = f'date() {{ echo >>"{tmp_path}/n"; [ $(wc -l <"{tmp_path}/n") -lt 3 ] && echo 7200 || echo 3600; }}'
    process = shell(f'{fake_date}\nMAX_SLEEP_SECONDS=0\nsleep_until 9000 || echo "plan again"', tmp_path)
    assert process.communicate(timeout=10)[0] == "plan again\n"


def test_clock_that_jumps_a_day_ahead_interrupts_the_sleep(tmp_path: Path) -> None:
    """Otherwise a backup that was planned while the clock was wrong would be taken again as soon as it is right."""
    fake_date = f'date() {{ echo >>"{tmp_path}/n"; [ $(wc -l <"{tmp_path}/n") -lt 3 ] && echo 3600 || echo 90000; }}'
    process = shell(f'{fake_date}\nMAX_SLEEP_SECONDS=0\nsleep_until 9000 || echo "plan again"', tmp_path)
    assert process.communicate(timeout=10)[0] == "plan again\n"


def test_sigterm_ends_the_running_command_and_is_recorded(tmp_path: Path) -> None:
    process = shell("echo ready; run sleep 60; echo not reached", tmp_path)
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    time.sleep(0.2)
    process.send_signal(signal.SIGTERM)
    assert process.communicate(timeout=5)[0] == ""
    assert process.returncode == 0
    assert (tmp_path / "lifecycle").read_text() == "stop sidecar\n"
