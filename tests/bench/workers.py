"""`python -m tests.bench.workers`: the stack on one core with 1, 2 and 3 workers, under the same load.

Starts a stack of its own on the Docker engine that answers. Prints figures side by side; judges nothing. On the tests'
own engine, as root on Linux:

    export DOCKER_HOST=$(tests/stack/engine.sh start | sed -n s/DOCKER_HOST=//p)
    nsenter --net=/run/netns/toponaut-test .venv/bin/python -m tests.bench.workers
    tests/stack/engine.sh stop
"""

import os
import sys
import tempfile
import time
from pathlib import Path

from tests.paths import WEB
from tests.stack.harness.changes import reconfigured, sql
from tests.stack.harness.docker import inspect
from tests.stack.harness.figures import Report, cpu_seconds, megabytes, percentiles
from tests.stack.harness.http import request
from tests.stack.harness.locust import AGENT, one_core, run_load
from tests.stack.harness.stack import Stack

WORKERS = (1, 2, 3)
SECONDS = 45  # of load for each
GUESSES = 5_000
TABLE_HEADS = [
    "workers",
    "a second",
    "failed",
    "p50",
    "p95",
    "p99",
    "Django p50",
    "p95",
    "p99",
    "MB web",
    "all",
    "core",
    "to disk",
]
BUFFERED = "buffered to a temporary file"  # nginx says so of an answer that its buffers do not hold
SPILLED = "SELECT temp_files, pg_size_pretty(temp_bytes) FROM pg_stat_database WHERE datname = 'toponaut'"


def main() -> None:
    typed = _guesses()
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        stack = Stack("toponaut-bench", Path(folder))
        try:
            stack.down()  # what a run that was killed has left
            stack.compose("build")
            stack.up()
            sql(stack, "SELECT pg_stat_reset()")  # the data load's sorts are not a request's
            rows = [_measured(stack, workers, typed, Path(folder)) for workers in WORKERS]
            report.add("Times in ms", TABLE_HEADS, rows)
            print(report)
            print(f"\nSorts that did not fit into work_mem, as files | bytes: {sql(stack, SPILLED)}")
        finally:
            stack.down()


def _guesses() -> list[str]:
    sys.path.insert(0, str(WEB))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from tests.bench.guesses import guesses

    return [guess.text for guess in guesses(GUESSES)]


def _measured(stack: Stack, workers: int, typed: list[str], folder: Path) -> list[object]:
    stack.exec("redis", "redis-cli", "flushall")  # what the run before has asked for
    gateway = inspect("network", f"{stack.project}_edge")["IPAM"]["Config"][0]["Gateway"]
    web, nginx = {"WEB_WORKERS": str(workers)}, {"TRUSTED_PROXY": gateway}
    with reconfigured(stack, "web", **web), reconfigured(stack, "nginx", **nginx), one_core(stack):
        request(stack, "/")  # nginx has a log after the first request
        seen, used, start = len(stack.access_log()), sum(cpu_seconds(stack).values()), time.monotonic()
        load = run_load(stack, typed, folder, seconds=SECONDS)
        took = time.monotonic() - start
        core = (sum(cpu_seconds(stack).values()) - used) / took
        held = megabytes(stack)
        lines = [line for line in stack.access_log()[seen:] if line["agent"] == AGENT]
        to_disk = stack.output("nginx").count(BUFFERED)
    client = [seconds for times in load.seconds.values() for seconds in times]
    django = [float(line["upstream_seconds"]) for line in lines if line["cache"] in {"MISS", "EXPIRED"}]
    times = [*percentiles(client)[:3], *percentiles(django)[:3]]
    sums = [f"{held['web']:.0f}", f"{sum(held.values()):.0f}", f"{core:.0%}", to_disk]
    return [workers, f"{len(client) / took:.0f}", load.failures, *times, *sums]


if __name__ == "__main__":
    main()
