"""What the stack holds at rest and does under load: printed, kept in var/stack/reports, and bounded where promised.

These run first, on a stack that has just been built, has loaded the real places and warmed its caches, as after a
first start. Nothing is restarted before measuring: that would hide what the load has left in PostgreSQL's memory.
"""

import time
from collections import Counter
from pathlib import Path

import pytest

from tests.bench.sample_guesses import sample_guesses
from tests.stack.harness.changes import reconfigured
from tests.stack.harness.docker import inspect
from tests.stack.harness.locust import USER_AGENT, LoadResult, one_core, run_load
from tests.stack.harness.measurements import Report, cpu_seconds, megabytes, percentiles
from tests.stack.harness.stack import SERVICES, Stack

# Both say so: pytest-django would run the one that needs the places, for its guesses, before the other.
pytestmark = [pytest.mark.django_db, pytest.mark.alone]

REST_MB = 250
GUESSES = 5_000  # more than are made
MIN_RATE = 25  # requests a second: fewer would say nothing about a load of 90


def test_at_rest(stack: Stack, report: Report) -> None:
    held = megabytes(stack)
    rows = [[service, f"{mb:.1f}"] for service, mb in held.items()]
    report.add("At rest, the real places loaded", ["container", "MB"], [*rows, ["all", f"{sum(held.values()):.1f}"]])
    assert sum(held.values()) <= REST_MB, held


@pytest.mark.parametrize("seconds", [15, pytest.param(45, marks=pytest.mark.drill)])
def test_under_load(stack: Stack, report: Report, tmp_path: Path, seconds: int) -> None:
    gateway = inspect("network", f"{stack.project}_edge")["IPAM"]["Config"][0]["Gateway"]
    typed = [guess.text for guess in sample_guesses(GUESSES)]
    with reconfigured(stack, "nginx", TRUSTED_PROXY=gateway), one_core(stack):
        before, start = cpu_seconds(stack), time.monotonic()
        load = run_load(stack, typed, tmp_path, seconds=seconds)
        took, after = time.monotonic() - start, cpu_seconds(stack)
        held = megabytes(stack)
    used = {service: after[service] - before[service] for service in SERVICES}
    _tell_containers(report, held, {service: seconds / took for service, seconds in used.items()})
    _tell_clients(report, load, took)
    _tell_nginx(report, stack)
    assert load.failures == 0
    assert sum(map(len, load.seconds.values())) > MIN_RATE * seconds


def _tell_containers(report: Report, held: dict[str, float], cores: dict[str, float]) -> None:
    rows = [[service, f"{held[service]:.1f}", f"{cores[service]:.1%}"] for service in SERVICES]
    total = ["all", f"{sum(held.values()):.1f}", f"{sum(cores.values()):.1%}"]
    report.add("Under load, the stack on one core", ["container", "MB", "of the core"], [*rows, total])


def _tell_clients(report: Report, load: LoadResult, took: float) -> None:
    every = [seconds for times in load.seconds.values() for seconds in times]
    rows = [[name, len(times), *percentiles(times)] for name, times in [*load.seconds.items(), ("all", every)]]
    title = f"What {len(every)} requests in {took:.0f} s ({len(every) / took:.0f}/s) took for the client, in ms"
    report.add(f"{title}; {load.failures} failures", ["kind", "requests", "p50", "p95", "p99", "slowest"], rows)


def _tell_nginx(report: Report, stack: Stack) -> None:
    lines = [line for line in stack.access_log() if line["agent"] == USER_AGENT]
    asked = [float(line["upstream_seconds"]) for line in lines if line["cache"] in {"MISS", "EXPIRED"}]
    kept = Counter(line["cache"] for line in lines)
    shares = ", ".join(f"{word} {number / len(lines):.0%}" for word, number in kept.most_common())
    title = f"Django's time as nginx measures it, in ms (of {len(lines)} requests: {shares})"
    heads = ["", "requests", "p50", "p95", "p99", "slowest"]
    report.add(title, heads, [["upstream", len(asked), *percentiles(asked)]])
