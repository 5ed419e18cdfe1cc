"""Shared by the benchmarks: timing one call, and percentiles."""

import time
from collections.abc import Callable


def milliseconds(call: Callable[[], object]) -> float:
    """How many milliseconds `call` takes."""
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def percentile(times: list[float], percent: int) -> float:
    """The value that `percent` % of `times` are below."""
    return sorted(times)[min(len(times) - 1, len(times) * percent // 100)]
