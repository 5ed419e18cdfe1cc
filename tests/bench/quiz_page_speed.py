"""`python -m tests.bench.quiz_page_speed`: how fast the quiz page is in Chromium, and how many bytes it loads.

Serves the real site and runs the frontend's benchmarks on it. Prints the measurements beside their limits.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.paths import WEB
from tests.site_server import serve_site

NAMED_PLACES = (5_000, 20_000)  # the number that the limits are for, and the number that a few players reach


def main() -> int:
    """Exit code 1 when a median is over its limit."""
    npm = ["npm", "run", "--silent", "--prefix", str(WEB / "frontend")]
    with tempfile.TemporaryDirectory() as folder, serve_site(Path(folder)) as address:
        runs = [subprocess.run([*npm, "size"], check=False)]
        runs += [subprocess.run([*npm, "bench", "--", address, str(count)], check=False) for count in NAMED_PLACES]
    return max(run.returncode for run in runs[:2])  # 20,000 places have no limit


if __name__ == "__main__":
    sys.exit(main())
