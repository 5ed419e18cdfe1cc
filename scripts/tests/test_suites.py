"""The sum in the last line of `make test`: nothing that failed or was skipped may get lost in it."""

import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent.parent


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """A copy of the scripts, so that their logs do not land among the real ones."""
    return shutil.copytree(HERE, tmp_path / "scripts")


def last_line(scripts: Path, *suites: str) -> tuple[str, int]:
    """The last line and the exit code after running suites given as shell."""
    libraries = f"source {scripts}/lib/common.sh; source {scripts}/dev/lib/suite_runner.sh"
    program = f"set -euo pipefail; {libraries}; {'; '.join(suites)}; print_totals"
    run = subprocess.run(["bash", "-c", program], capture_output=True, text=True, check=False)
    return run.stdout.splitlines()[-1], run.returncode


PYTEST = "run_suite units echo '===== {} in 0.51s ====='"


def test_what_passed_is_added_up(scripts: Path) -> None:
    mocha = r"run_suite mocha printf '  7 passing (2s)\n'"
    assert last_line(scripts, PYTEST.format("12 passed"), mocha, "run_check ruff true") == ("20 passed, 0 failed", 0)


@pytest.mark.parametrize("word", ["2 failed", "2 errors", "2 skipped"])
def test_a_failure_an_error_and_a_skip_all_count_as_failed(scripts: Path, word: str) -> None:
    assert last_line(scripts, PYTEST.format(f"{word}, 12 passed")) == ("12 passed, 2 failed", 1)


def test_mocha_pending_counts_as_failed(scripts: Path) -> None:
    mocha = r"run_suite mocha printf '  7 passing (2s)\n  1 pending\n'"
    assert last_line(scripts, mocha) == ("7 passed, 1 failed", 1)


def test_a_suite_that_crashes_counts_as_one_failure(scripts: Path) -> None:
    assert last_line(scripts, "run_suite crash false", "run_check ruff true") == ("1 passed, 1 failed", 1)


def test_a_tool_that_says_no_does_not_stop_the_others(scripts: Path) -> None:
    assert last_line(scripts, "run_check mypy false", PYTEST.format("3 passed")) == ("3 passed, 1 failed", 1)


def test_what_a_test_prints_is_not_taken_for_the_sum(scripts: Path) -> None:
    printing = r"run_suite units printf '99 failed\n=== 3 passed in 0.1s ===\n'"
    assert last_line(scripts, printing) == ("3 passed, 0 failed", 0)
