"""Chromium through nginx: the browser tests behave as they do on the site that `make run` serves.

In a process of their own, as the others are: the same tests, the same fixtures, another site.
"""

import os
import subprocess
import sys

from tests.kept import ROOT
from tests.stack.stack import Stack


def test_the_browser_tests_pass_through_nginx(stack: Stack) -> None:
    command = [sys.executable, "-m", "pytest", "-m", "browser and not own_site", "-n", "2", "tests/browser"]
    environ = os.environ | {"TOPONAUT_SITE": stack.address}
    run = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    print(run.stdout)
    assert run.returncode == 0, run.stdout + run.stderr
