"""`python -m tests.bench.match`: how long a match takes, and what it costs a worker in memory.

10,000 guesses on the world quiz in one process, without any result cache: the function alone,
and the whole of Django from request to JSON. Prints figures beside their limits; judges nothing.
"""

import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[2]
COUNT = 10_000
LIMIT_MS = 3.0  # p95
LIMIT_MB = 60.0


def main() -> None:
    """Measure and print."""
    before = resident_mb()
    measure = _start()
    after = resident_mb()
    from django.db import connection

    print(f"{COUNT:,} guesses on the world quiz, {connection.vendor}, no result cache")
    print(f"{'':24}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}{'limit p95':>11}")
    for name, times in measure():
        row = [percentile(times, p) for p in (50, 95, 99)]
        print(f"{name:24}" + "".join(f"{value:9.2f}" for value in row) + f"{LIMIT_MS:11.2f}")
    print(
        f"memory of a worker: {before:.0f} MB bare, +{after - before:.0f} MB with the site and the near filter", end=""
    )
    print(f" (limit +{LIMIT_MB:.0f} MB)")


def _start() -> Callable[[], Iterable[tuple[str, list[float]]]]:
    """Set Django up as a worker has it after its first match."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    sys.path[:0] = [str(ROOT / "services" / "web")]
    import django

    django.setup()
    from django.conf import settings

    from quizzes.current_data import current_data, near_filter
    from quizzes.matching import match
    from quizzes.models import Quiz

    settings.CACHES["default"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    world = Quiz.objects.get(slug="world")
    near = near_filter(current_data().fingerprint)
    match(world, "Chicago", near)

    def measure() -> Iterable[tuple[str, list[float]]]:
        from django.test import Client

        from tests.bench.guesses import guesses

        typed = list(guesses(COUNT))
        client = Client(SERVER_NAME="localhost")
        addresses = {g: f"/api/v1/quizzes/world/match?name={quote(g.text)}" for g in typed}
        inside = [(g.meant, timed(lambda g=g: match(world, g.text, near))) for g in typed]  # type: ignore[misc]
        outside = [(g.meant, timed(lambda g=g: client.get(addresses[g]))) for g in typed]  # type: ignore[misc]
        for label, times in (("match", inside), ("request to JSON", outside)):
            yield label, [t for _, t in times]
            for meant in ("hit", "near", "nonsense"):
                yield f"  meant as {meant}", [t for m, t in times if m == meant]

    return measure


def timed(call: Callable[[], object]) -> float:
    """Milliseconds that `call` takes."""
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def percentile(times: list[float], percent: int) -> float:
    """The value below which `percent` of `times` lie."""
    return sorted(times)[min(len(times) - 1, len(times) * percent // 100)]


def resident_mb() -> float:
    """Memory of this process in MB, as Linux counts it."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
