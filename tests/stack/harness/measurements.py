"""Measurements of the stack, as tables: memory, CPU, response times."""

import json
from collections.abc import Sequence

from tests.paths import ROOT
from tests.stack.harness.docker import docker
from tests.stack.harness.stack import SERVICES, Stack

REPORT_FOLDER = ROOT / "var" / "stack" / "reports"
UNIT_BYTES = {"B": 1, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30}


class Report:
    """The measurements of one test as a sequence of tables."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def add(self, title: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """Add a table. The first column is a name, the others are numbers."""
        widths = [max(len(str(row[at])) for row in [heads, *rows]) for at in range(len(heads))]
        lines = ["  ".join(_cell(row, at, width) for at, width in enumerate(widths)) for row in [heads, *rows]]
        self._parts.append("\n".join([title, *(f"  {line}" for line in lines)]))

    def __str__(self) -> str:
        return "\n\n".join(self._parts)

    def save(self, name: str) -> None:
        REPORT_FOLDER.mkdir(parents=True, exist_ok=True)
        (REPORT_FOLDER / f"{name}.txt").write_text(f"{self}\n")


def _cell(row: Sequence[object], at: int, width: int) -> str:
    """The first column is aligned left, the others right."""
    return str(row[at]).rjust(width) if at else str(row[at]).ljust(width)


def megabytes(stack: Stack, *services: str) -> dict[str, float]:
    """Memory of each container in MB, from `docker stats`: without the kernel's page cache."""
    names = {stack.inspect(service)["Id"]: service for service in services or SERVICES}
    lines = docker("stats", "--no-stream", "--no-trunc", "--format", "{{json .}}", *names).splitlines()
    return {names[line["ID"]]: _bytes(line["MemUsage"].split("/")[0].strip()) / 1e6 for line in map(json.loads, lines)}


def _bytes(size: str) -> float:
    unit = size.lstrip("0123456789.")
    return float(size.removesuffix(unit)) * UNIT_BYTES[unit]


def cpu_seconds(stack: Stack) -> dict[str, float]:
    """CPU seconds of each container since its start, from its control group (version 1 or 2)."""
    script = "cat /sys/fs/cgroup/cpuacct/cpuacct.usage 2>/dev/null || grep usage_usec /sys/fs/cgroup/cpu.stat"
    seconds = {}
    for service in SERVICES:
        *field_name, usage = stack.exec(service, "sh", "-c", script).split()
        seconds[service] = int(usage) / (1e6 if field_name else 1e9)
    return seconds


def percentiles(seconds: Sequence[float]) -> list[str]:
    """p50, p95, p99 and the slowest, in ms."""
    ordered = sorted(seconds)
    values = [ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] for percent in (50, 95, 99)]
    return [f"{value * 1000:.1f}" for value in [*values, ordered[-1]]]
