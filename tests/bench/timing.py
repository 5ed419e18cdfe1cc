"""What the benchmarks share: measuring one call, and percentiles."""

import time
from collections.abc import Callable


def milliseconds(call: Callable[[], object]) -> float:
    """How long `call` takes."""
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def percentile(times: list[float], percent: int) -> float:
    """The value below which `percent` of `times` are."""
    return sorted(times)[min(len(times) - 1, len(times) * percent // 100)]
