"""`python -m tests.bench.worker_count`: compares 1, 2 and 3 web workers under the same load on one core.

Starts its own stack on the Docker engine that DOCKER_HOST names. Prints the measurements, and never fails. To use the
engine of the tests, as root on Linux:

    export DOCKER_HOST=$(tests/stack/engine.sh start | sed -n s/DOCKER_HOST=//p)
    nsenter --net=/run/netns/toponaut-test .venv/bin/python -m tests.bench.worker_count
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
from tests.stack.harness.http import request
from tests.stack.harness.locust import USER_AGENT, one_core, run_load
from tests.stack.harness.measurements import Report, cpu_seconds, megabytes, percentiles
from tests.stack.harness.stack import Stack

WORKERS = (1, 2, 3)
LOAD_SECONDS = 45  # for each number of workers
GUESSES = 5_000
TABLE_HEADS = [
    "workers",
    "requests/s",
    "failed",
    "p50",
    "p95",
    "p99",
    "Django p50",
    "p95",
    "p99",
    "MB web",
    "all",
    "share of core",
    "temporary files",
]
TEMPORARY_FILE = "buffered to a temporary file"  # nginx logs this for a response larger than its buffers
TEMP_FILES_SQL = "SELECT temp_files, pg_size_pretty(temp_bytes) FROM pg_stat_database WHERE datname = 'toponaut'"


def main() -> None:
    guesses = _guesses()
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        stack = Stack("toponaut-bench", Path(folder))
        try:
            stack.down()  # a killed run may have left a stack
            stack.compose("build")
            stack.up()
            sql(stack, "SELECT pg_stat_reset()")  # excludes the sorts of the data load
            rows = [_measure(stack, workers, guesses, Path(folder)) for workers in WORKERS]
            report.add("Times in ms", TABLE_HEADS, rows)
            print(report)
            print(f"\nSorts that did not fit into work_mem, as files | bytes: {sql(stack, TEMP_FILES_SQL)}")
        finally:
            stack.down()


def _guesses() -> list[str]:
    sys.path.insert(0, str(WEB))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from tests.bench.sample_guesses import sample_guesses

    return [guess.text for guess in sample_guesses(GUESSES)]


def _measure(stack: Stack, workers: int, guesses: list[str], folder: Path) -> list[object]:
    stack.exec("redis", "redis-cli", "flushall")  # empties the cache of the previous run
    gateway = inspect("network", f"{stack.project}_edge")["IPAM"]["Config"][0]["Gateway"]
    web, nginx = {"WEB_WORKERS": str(workers)}, {"TRUSTED_PROXY": gateway}
    with reconfigured(stack, "web", **web), reconfigured(stack, "nginx", **nginx), one_core(stack):
        request(stack, "/")  # creates the access log
        old_lines, cpu_before, start = len(stack.access_log()), sum(cpu_seconds(stack).values()), time.monotonic()
        load = run_load(stack, guesses, folder, seconds=LOAD_SECONDS)
        took = time.monotonic() - start
        core_share = (sum(cpu_seconds(stack).values()) - cpu_before) / took
        memory = megabytes(stack)
        lines = [line for line in stack.access_log()[old_lines:] if line["agent"] == USER_AGENT]
        files_written = stack.output("nginx").count(TEMPORARY_FILE)
    client = [seconds for times in load.seconds.values() for seconds in times]
    django = [float(line["upstream_seconds"]) for line in lines if line["cache"] in {"MISS", "EXPIRED"}]
    times = [*percentiles(client)[:3], *percentiles(django)[:3]]
    sums = [f"{memory['web']:.0f}", f"{sum(memory.values()):.0f}", f"{core_share:.0%}", files_written]
    return [workers, f"{len(client) / took:.0f}", load.failures, *times, *sums]


if __name__ == "__main__":
    main()
