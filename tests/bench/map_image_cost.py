"""`python -m tests.bench.map_image_cost`: time and memory that the map image of a shared play costs a worker.

Draws each image five times in a process of its own and prints the median time. Memory is the growth of the process's
resident memory, Pillow's own files included: at its peak, and after the image was sent. Prints the measurements beside
their limits, and never fails.
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
PLACES = (124, 1_200, 20_000)  # the median play, the best 1 %, and what a few players reach
DRAWINGS = 5
MAX_MS = 400.0
MAX_MB = 25.0
PROCESS_STATUS = Path("/proc/self/status")


def main() -> None:
    """Measure each size in a fresh process, and print."""
    print(f"{'map image of a play':24}{'median ms':>10}{'peak MB':>9}{'left MB':>9}{'KB':>6}")
    print(f"{'  limit':24}{MAX_MS:10.0f}{MAX_MB:9.0f}", flush=True)
    for quiz in QUIZZES:
        for count in PLACES:
            subprocess.run([sys.executable, "-m", "tests.bench.map_image_cost", quiz, str(count)], check=True)


def measure(slug: str, count: int) -> None:
    """Print one line of the table."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    sys.path[:0] = [str(ROOT / "services" / "web")]
    import django

    django.setup()
    from lib.process_memory import trim_heap
    from plays.map_image import draw_map_image
    from plays.scoring import Score, score
    from quizzes.models import Quiz

    quiz = Quiz.objects.get(slug=slug)
    places = list(islice(largest_places(quiz), count))
    totals = {"score": score(quiz, places), "quiz_total": Score(quiz.places, quiz.population)}
    before = memory_mb("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # resets the peak
    start = time.perf_counter()
    image = draw_map_image(quiz, places, **totals)
    times = [time.perf_counter() - start]
    peak = memory_mb("VmHWM") - before
    trim_heap()  # as the view does
    left = memory_mb("VmRSS") - before
    for _ in range(DRAWINGS - 1):
        start = time.perf_counter()
        draw_map_image(quiz, places, **totals)
        times.append(time.perf_counter() - start)
    label = f"{slug}, {len(places):,} places"
    print(f"{label:24}{median(times) * 1000:10.0f}{peak:9.0f}{left:9.0f}{len(image) / 1000:6.0f}", flush=True)


def largest_places(quiz: "Quiz") -> Iterator["PlayedPlace"]:
    """The quiz's places, largest population first.

    Reads a few at a time: memory that was freed before the drawing would hide how much the drawing needs.
    """
    from places.models import Place
    from plays.played_places import find_places
    from plays.scoring import is_counted

    ids = Place.objects.order_by("-population", "id").values_list("id", flat=True).iterator(1_000)
    while batch := list(islice(ids, 1_000)):
        yield from (place for place in find_places(batch).values() if is_counted(quiz, place))


def memory_mb(field: str) -> float:
    """A field of /proc/self/status in MB: VmRSS is the resident memory, VmHWM its peak."""
    line = next(line for line in PROCESS_STATUS.read_text().splitlines() if line.startswith(field))
    return int(line.split()[1]) / 1000


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(sys.argv[1], int(sys.argv[2]))
    else:
        main()
