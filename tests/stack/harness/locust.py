"""Runs Locust in a process of its own, on a core that the stack does not use."""

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
MANY_PLAYERS = 92  # 90 requests a second for as long as it takes; the first seconds of 80 have more, with static files
USER_AGENT = "toponaut-load"
STACK_CORE, LOAD_CORE = "0", "1"


class LoadResult(NamedTuple):
    """`seconds`: of every request, by the name of its kind, rounded by Locust."""

    seconds: dict[str, list[float]]
    failures: int


@contextmanager
def one_core(stack: Stack) -> Iterator[None]:
    """Give all containers together one core, as production's machine has."""
    containers = [stack.container_id(service) for service in SERVICES]
    docker("update", "--cpuset-cpus", STACK_CORE, *containers)
    try:
        yield
    finally:
        docker("update", "--cpuset-cpus", f"0-{(os.cpu_count() or 1) - 1}", *containers)


def run_load(stack: Stack, guesses: Sequence[str], folder: Path, *, seconds: int, players: int = PLAYERS) -> LoadResult:
    guesses_file = folder / "guesses.txt"
    guesses_file.write_text("\n".join(guesses), encoding="utf-8")
    locust = ["taskset", "--cpu-list", LOAD_CORE, sys.executable, "-m", "locust", "--headless", "--json"]
    options = ["--locustfile", str(ROOT / "tests" / "load" / "locustfile.py"), "--host", stack.address]
    load = ["--users", str(players), "--spawn-rate", "20", "--run-time", f"{seconds}s"]
    environ = os.environ | {"GUESSES_FILE": str(guesses_file), "USER_AGENT": USER_AGENT}
    done = subprocess.run([*locust, *options, *load], env=environ, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stderr  # 1: some requests failed; they are counted below
    stats = json.loads(done.stdout)
    times = {entry["name"]: _times(entry["response_times"]) for entry in stats}
    return LoadResult(times, sum(entry["num_failures"] for entry in stats))


def _times(histogram: dict[str, int]) -> list[float]:
    """Every time in seconds, from the number of requests by milliseconds."""
    return [float(ms) / 1000 for ms, count in histogram.items() for _ in range(count)]
