"""Chromium through nginx: the browser tests pass there as they do on the site that `make run` serves.

`make test` repeats those that nginx can affect (caching, headers, limits, errors, offline), `make drills` repeats all.
"""

import os
import subprocess
import sys

import pytest

from tests.paths import ROOT
from tests.stack.harness.stack import Stack


@pytest.mark.parametrize(
    "selected",
    [
        pytest.param("browser and through_nginx and not own_site", id="affected by nginx"),
        pytest.param("browser and not through_nginx and not own_site", id="the others", marks=pytest.mark.drill),
    ],
)
def test_the_browser_tests_pass_through_nginx(stack: Stack, selected: str) -> None:
    command = [sys.executable, "-m", "pytest", "-m", selected, "-n", "2", "tests/browser"]
    environ = os.environ | {"TOPONAUT_SITE": stack.address}
    # Not a worker of this test run: pytest-xdist tells its workers apart by these variables.
    environ = {name: value for name, value in environ.items() if not name.startswith("PYTEST_XDIST")}
    run = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    print(run.stdout)
    assert run.returncode == 0, run.stdout + run.stderr
