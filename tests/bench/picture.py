"""`python -m tests.bench.picture`: what the picture of a shared link costs a worker.

Median of five drawings, each size in a process of its own; memory is what Linux saw at most and what was left, beyond
what the process held before, Pillow's own files included. Prints figures beside their limits; judges nothing.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plays.played_places import PlayedPlace
    from quizzes.models import Quiz

ROOT = Path(__file__).resolve().parents[2]
QUIZZES = ("world", "europe", "us", "ru", "us-ca")
COUNTS = (124, 1_200, 20_000)  # the median play, the best hundredth, and what a few reach
ROUNDS = 5
LIMIT_MS = 400.0
LIMIT_MB = 25.0
STATUS = Path("/proc/self/status")


def main() -> None:
    """Measure each size in a fresh process, and print."""
    print(f"{'the picture of a play':24}{'median ms':>10}{'peak MB':>9}{'left MB':>9}{'KB':>6}")
    print(f"{'  limit':24}{LIMIT_MS:10.0f}{LIMIT_MB:9.0f}", flush=True)
    for quiz in QUIZZES:
        for count in COUNTS:
            subprocess.run([sys.executable, "-m", "tests.bench.picture", quiz, str(count)], check=True)


def measure(slug: str, count: int) -> None:
    """One line of the table."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    sys.path[:0] = [str(ROOT / "services" / "web")]
    import django

    django.setup()
    from lib.process_memory import trim_heap
    from plays.map_image import draw_map_image
    from plays.scoring import Score, score
    from quizzes.models import Quiz

    quiz = Quiz.objects.get(slug=slug)
    places = list(islice(largest(quiz), count))
    totals = {"score": score(quiz, places), "quiz_total": Score(quiz.places, quiz.population)}
    before = held("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    start = time.perf_counter()
    picture = draw_map_image(quiz, places, **totals)
    times = [time.perf_counter() - start]
    peak = held("VmHWM") - before
    trim_heap()  # as the view does
    left = held("VmRSS") - before
    for _ in range(ROUNDS - 1):
        start = time.perf_counter()
        draw_map_image(quiz, places, **totals)
        times.append(time.perf_counter() - start)
    label = f"{slug}, {len(places):,} places"
    print(f"{label:24}{median(times) * 1000:10.0f}{peak:9.0f}{left:9.0f}{len(picture) / 1000:6.0f}", flush=True)


def largest(quiz: "Quiz") -> Iterator["PlayedPlace"]:
    """The quiz's places by population. A few at a time: what was freed before would hide what a drawing takes."""
    from places.models import Place
    from plays.played_places import find_places
    from plays.scoring import is_counted

    ids = Place.objects.order_by("-population", "id").values_list("id", flat=True).iterator(1_000)
    while some := list(islice(ids, 1_000)):
        yield from (place for place in find_places(some).values() if is_counted(quiz, place))


def held(what: str) -> float:
    """A line of this process' status, in MB."""
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith(what))
    return int(line.split()[1]) / 1000


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(sys.argv[1], int(sys.argv[2]))
    else:
        main()
