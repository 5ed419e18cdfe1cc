"""Locust, in a process of its own and on a core of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.paths import ROOT
from tests.stack.harness.docker import docker
from tests.stack.harness.stack import SERVICES, Stack

PLAYERS = 80
AGENT = "toponaut-load"
ITS_CORE, OUR_CORE = "0", "1"  # the stack's and the load's


class Load(NamedTuple):
    """What the clients saw: seconds of every request, rounded as locust rounds them, by name."""

    seconds: dict[str, list[float]]
    failures: int


@contextmanager
def one_core(stack: Stack) -> Iterator[None]:
    """All containers together get one core, as on the machine they are meant for."""
    containers = [stack.container_id(service) for service in SERVICES]
    docker("update", "--cpuset-cpus", ITS_CORE, *containers)
    try:
        yield
    finally:
        docker("update", "--cpuset-cpus", f"0-{(os.cpu_count() or 1) - 1}", *containers)


def run_load(stack: Stack, guesses: Sequence[str], folder: Path, *, seconds: int) -> Load:
    file = folder / "guesses.txt"
    file.write_text("\n".join(guesses), encoding="utf-8")
    locust = ["taskset", "--cpu-list", OUR_CORE, sys.executable, "-m", "locust", "--headless", "--json"]
    options = ["--locustfile", str(ROOT / "tests" / "load" / "locustfile.py"), "--host", stack.address]
    pace = ["--users", str(PLAYERS), "--spawn-rate", "20", "--run-time", f"{seconds}s"]
    environ = os.environ | {"GUESSES": str(file), "AGENT": AGENT}
    done = subprocess.run([*locust, *options, *pace], env=environ, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stderr  # 1: there were failures, which are counted here
    stats = json.loads(done.stdout)
    times = {entry["name"]: _times(entry["response_times"]) for entry in stats}
    return Load(times, sum(entry["num_failures"] for entry in stats))


def _times(histogram: dict[str, int]) -> list[float]:
    """From how often each number of milliseconds was seen."""
    return [float(ms) / 1000 for ms, times in histogram.items() for _ in range(times)]
