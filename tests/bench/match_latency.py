"""`python -m tests.bench.match_latency`: how long a match takes, and how much memory it adds to a worker.

Sends 10,000 guesses to the world quiz in one process, without a result cache: to the match function alone, and through
all of Django from request to JSON. Prints the measurements beside their limits, and never fails.
"""

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import quote

from tests.bench.timing import milliseconds, percentile

ROOT = Path(__file__).resolve().parents[2]
GUESSES = 10_000
MAX_P95_MS = 3.0
MAX_ADDED_MB = 60.0


def main() -> None:
    """Measure and print."""
    before = resident_mb()
    measure = _start_site()
    added = resident_mb() - before
    from django.db import connection

    print(f"{GUESSES:,} guesses on the world quiz, {connection.vendor}, no result cache")
    print(f"{'':24}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}{'limit p95':>11}")
    for title, times in measure():
        row = [percentile(times, p) for p in (50, 95, 99)]
        print(f"{title:24}" + "".join(f"{value:9.2f}" for value in row) + f"{MAX_P95_MS:11.2f}")
    print(
        f"memory of a worker: {before:.0f} MB at the start, +{added:.0f} MB with the site and the near filter"
        f" (limit +{MAX_ADDED_MB:.0f} MB)"
    )


def _start_site() -> Callable[[], Iterable[tuple[str, list[float]]]]:
    """Set Django up, in the state that a worker has after its first match. Returns the function that measures."""
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

        from tests.bench.sample_guesses import sample_guesses

        guesses = list(sample_guesses(GUESSES))
        client = Client(SERVER_NAME="localhost")
        urls = {g: f"/api/v1/quizzes/world/match?name={quote(g.text)}" for g in guesses}
        function = [(g.kind, milliseconds(lambda g=g: match(world, g.text, near))) for g in guesses]  # type: ignore[misc]
        http = [(g.kind, milliseconds(lambda g=g: client.get(urls[g]))) for g in guesses]  # type: ignore[misc]
        for title, measured in (("match", function), ("request to JSON", http)):
            yield title, [ms for _, ms in measured]
            for kind in ("hit", "near", "nonsense"):
                yield f"  meant as {kind}", [ms for k, ms in measured if k == kind]

    return measure


def resident_mb() -> float:
    """This process's resident memory in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
