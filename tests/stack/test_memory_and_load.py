"""Memory at rest and response times under load: printed, saved in var/stack/reports, and checked against limits.

These tests run first, on a stack that was just built, has the real places and warmed its caches. The drill loads the
places into the running stack. Nothing is restarted before it measures, because a restart would hide the memory that the
load leaves in PostgreSQL.
"""

import os
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.bench.sample_guesses import sample_guesses
from tests.stack.harness.changes import reconfigured
from tests.stack.harness.docker import inspect
from tests.stack.harness.locust import MANY_PLAYERS, PLAYERS, USER_AGENT, LoadResult, one_core, run_load
from tests.stack.harness.measurements import Report, cpu_seconds, megabytes, percentiles
from tests.stack.harness.stack import SERVICES, Stack

# Both tests have django_db, although only the second needs the places: pytest-django runs tests with it first.
pytestmark = [pytest.mark.django_db, pytest.mark.alone]

MAX_REST_MB = 250
DRILL_SECONDS = int(os.environ.get("LOAD_SECONDS", "45"))  # 600: ten minutes, in which nobody may be banned
GUESSES = 5_000  # more than the load sends
MIN_RATE = 25  # requests a second: fewer would not show that the load of 90 was sent


@pytest.mark.parametrize("load", [False, pytest.param(True, marks=pytest.mark.drill)], ids=["started", "data loaded"])
def test_memory_at_rest(stack: Stack, report: Report, load: bool) -> None:  # noqa: FBT001
    if load:
        command = ["python", "manage.py", "load_places", "--force"]
        stack.compose("run", "--rm", "--no-deps", "--no-TTY", "migrate", *command)
    memory = megabytes(stack)
    rows = [[service, f"{mb:.1f}"] for service, mb in memory.items()]
    report.add("At rest", ["container", "MB"], [*rows, ["all", f"{sum(memory.values()):.1f}"]])
    assert sum(memory.values()) <= MAX_REST_MB, memory


@pytest.mark.parametrize("seconds", [15, pytest.param(DRILL_SECONDS, marks=pytest.mark.drill)])
def test_load_has_no_failures(stack: Stack, report: Report, tmp_path: Path, seconds: int) -> None:
    gateway = inspect("network", f"{stack.project}_edge")["IPAM"]["Config"][0]["Gateway"]
    guesses_sent = [guess.text for guess in sample_guesses(GUESSES)]
    with reconfigured(stack, "nginx", TRUSTED_PROXY=gateway), one_core(stack):
        before, start = cpu_seconds(stack), time.monotonic()
        players = PLAYERS if seconds <= 45 else MANY_PLAYERS
        load = run_load(stack, guesses_sent, tmp_path, seconds=seconds, players=players)
        took, after = time.monotonic() - start, cpu_seconds(stack)
        memory = megabytes(stack)
    used = {service: after[service] - before[service] for service in SERVICES}
    _report_containers(report, memory, {service: seconds / took for service, seconds in used.items()})
    _report_clients(report, load, took)
    _report_nginx(report, stack)
    assert load.failures == 0
    assert stack.exec("fail2ban", "bans") == "Nobody is banned.\n"  # each player has an address of their own
    assert sum(map(len, load.seconds.values())) > MIN_RATE * seconds


def _report_containers(report: Report, memory: dict[str, float], cores: dict[str, float]) -> None:
    rows = [[service, f"{memory[service]:.1f}", f"{cores[service]:.1%}"] for service in SERVICES]
    total = ["all", f"{sum(memory.values()):.1f}", f"{sum(cores.values()):.1%}"]
    report.add("Under load, the stack on one core", ["container", "MB", "of the core"], [*rows, total])


def _report_clients(report: Report, load: LoadResult, took: float) -> None:
    all_times = [seconds for times in load.seconds.values() for seconds in times]
    rows = [[name, len(times), *percentiles(times)] for name, times in [*load.seconds.items(), ("all", all_times)]]
    title = f"Client times of {len(all_times)} requests in {took:.0f} s ({len(all_times) / took:.0f}/s), in ms"
    report.add(f"{title}; {load.failures} failures", ["kind", "requests", "p50", "p95", "p99", "slowest"], rows)


def _report_nginx(report: Report, stack: Stack) -> None:
    lines = [line for line in stack.access_log() if line["agent"] == USER_AGENT]
    upstream = [float(line["upstream_seconds"]) for line in lines if line["cache"] in {"MISS", "EXPIRED"}]
    cache_results = Counter(line["cache"] for line in lines)
    shares = ", ".join(f"{result} {number / len(lines):.0%}" for result, number in cache_results.most_common())
    title = f"Django's response times measured by nginx, in ms (of {len(lines)} requests: {shares})"
    heads = ["", "requests", "p50", "p95", "p99", "slowest"]
    report.add(title, heads, [["upstream", len(upstream), *percentiles(upstream)]])
