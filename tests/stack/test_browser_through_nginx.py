"""The browser tests through nginx: they pass as they do on the site that `make run` serves.

`make test` runs those that nginx can affect (caching, headers, limits, errors, offline); `make drills` runs all.
"""

import os
import subprocess
import sys

import pytest

from tests.paths import ROOT
from tests.stack.harness.stack import Stack


@pytest.mark.parametrize(
    "marker_expression",
    [
        pytest.param("browser and through_nginx and not own_site", id="affected by nginx"),
        pytest.param("browser and not through_nginx and not own_site", id="not affected", marks=pytest.mark.drill),
    ],
)
def test_the_browser_tests_pass_through_nginx(stack: Stack, marker_expression: str) -> None:
    command = [sys.executable, "-m", "pytest", "-m", marker_expression, "-n", "2", "tests/browser"]
    environ = os.environ | {"TOPONAUT_SITE": stack.address}
    # pytest-xdist identifies its workers by these variables, and this process is not one of them.
    environ = {name: value for name, value in environ.items() if not name.startswith("PYTEST_XDIST")}
    run = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    print(run.stdout)
    assert run.returncode == 0, run.stdout + run.stderr
