"""`python -m tests.bench.page`: how quick the quiz page is in Chromium, and how large what it loads.

Serves the real site and runs the frontend's own benchmarks on it; prints figures beside their limits.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.paths import WEB
from tests.site import serve

PLACES = (5_000, 20_000)  # the goal, and what a few players reach


def main() -> int:
    """Exit code 1 when a median is over its limit."""
    frontend = ["npm", "run", "--silent", "--prefix", str(WEB / "frontend")]
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder)) as address:
        runs = [subprocess.run([*frontend, "size"], check=False)]
        runs += [subprocess.run([*frontend, "bench", "--", address, str(count)], check=False) for count in PLACES]
    return max(run.returncode for run in runs[:2])  # nothing is promised for 20,000


if __name__ == "__main__":
    sys.exit(main())
