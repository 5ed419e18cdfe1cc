"""lifecycle.sh: what it records of a server's starts and stops, how it passes signals on, and its exit status."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

LIFECYCLE = Path(__file__).parent.parent / "lifecycle.sh"
ROOT = LIFECYCLE.parent.parent.parent
SERVICES = (
    "services/web", "services/postgres", "services/redis", "nginx", "backup", "monitor", "services/acme",
    "services/fail2ban",
)  # fmt: skip
# Needs a moment to stop, like a server that finishes its requests.
SERVER = """
import signal, sys, time
def stop(*_):
    time.sleep(0.2)
    sys.exit(7)
for name in ("SIGTERM", "SIGINT", "SIGQUIT"):
    signal.signal(getattr(signal, name), stop)
print("ready", flush=True)
while True:
    time.sleep(10)
"""

Lifecycle = Callable[..., subprocess.Popen[str]]


def _default_signals() -> None:
    """A shell cannot handle signals that were ignored when it started, as those of a test run in the background are."""
    for name in (signal.SIGINT, signal.SIGQUIT):
        signal.signal(name, signal.SIG_DFL)


@pytest.fixture
def lifecycle(tmp_path: Path) -> Iterator[Lifecycle]:
    """Starts the script, which writes its records to the test's folder."""
    script = tmp_path / "lifecycle.sh"
    script.write_text(LIFECYCLE.read_text().replace("/run/toponaut-starts", str(tmp_path)))

    processes: list[subprocess.Popen[str]] = []

    def start(*words: str) -> subprocess.Popen[str]:
        command = ["sh", str(script), *words]
        processes.append(
            subprocess.Popen(command, stdout=subprocess.PIPE, text=True, preexec_fn=_default_signals)  # noqa: PLW1509
        )
        return processes[-1]

    yield start
    for process in processes:
        process.terminate()
        process.communicate(timeout=5)


def events(folder: Path) -> list[str]:
    file = folder / "web"
    return [line.split()[0] for line in file.read_text().splitlines()] if file.exists() else []


def run_server(lifecycle: Lifecycle) -> subprocess.Popen[str]:
    process = lifecycle("run", "web", sys.executable, "-c", SERVER)
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


def test_record_holds_the_container_and_the_time_since_the_machine_started(
    lifecycle: Lifecycle, tmp_path: Path
) -> None:
    lifecycle("start", "web").wait(5)
    event, container, uptime = (tmp_path / "web").read_text().split()
    assert (event, container) == ("start", Path("/etc/hostname").read_text().strip())
    assert abs(int(uptime) - float(Path("/proc/uptime").read_text().split()[0])) < 5


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGQUIT"])
def test_ordered_stop_is_recorded_and_waits_for_the_server(lifecycle: Lifecycle, tmp_path: Path, name: str) -> None:
    process = run_server(lifecycle)
    process.send_signal(signal.Signals[name])
    assert process.wait(5) == 7
    assert events(tmp_path) == ["stop"]


def test_crash_is_not_recorded_as_a_stop(lifecycle: Lifecycle, tmp_path: Path) -> None:
    assert lifecycle("run", "web", "sh", "-c", "exit 3").wait(5) == 3
    assert lifecycle("run", "web", "sh", "-c", "kill -KILL $$").wait(5) == 128 + signal.SIGKILL
    assert events(tmp_path) == []


def test_server_runs_without_the_volume(lifecycle: Lifecycle, tmp_path: Path) -> None:
    (tmp_path / "web").mkdir()  # no file of this name can be written
    assert lifecycle("start", "web").wait(5) == 0
    process = run_server(lifecycle)
    process.terminate()
    assert process.wait(5) == 7


@pytest.mark.parametrize("service", SERVICES)
def test_every_image_holds_the_script_and_records_its_starts(service: str) -> None:
    name = Path(service).name
    dockerfile, start = ((ROOT / service / file).read_text() for file in ("Dockerfile", "start.sh"))
    assert f"COPY --chmod=0555 {LIFECYCLE.relative_to(ROOT)} /usr/local/bin/lifecycle\n" in dockerfile
    assert f"lifecycle start {name}\n" in start.replace('"$SERVICE"', name)
    assert f"lifecycle run {name} " in start or f"SERVICE={name} " in start
