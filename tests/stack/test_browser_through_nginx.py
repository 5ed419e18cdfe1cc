"""The browser tests that nginx can affect (caching, headers, limits, errors, offline) pass through nginx as well.

One browser plays at a time: two would find each other's expensive requests in the work slot, and get 503.
"""

import os
import subprocess
import sys

from tests.paths import ROOT
from tests.stack.harness.stack import Stack


def test_browser_tests_pass_through_nginx(stack: Stack) -> None:
    markers = "browser and through_nginx and not own_site"
    command = [sys.executable, "-m", "pytest", "-m", markers, "tests/browser"]
    environ = os.environ | {"TOPONAUT_SITE": stack.address}
    # pytest-xdist identifies its workers by these variables, and this process is not one of them.
    environ = {name: value for name, value in environ.items() if not name.startswith("PYTEST_XDIST")}
    run = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    print(run.stdout)
    assert run.returncode == 0, run.stdout + run.stderr
