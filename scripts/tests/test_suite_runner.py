"""The sum in the last line of `make test` includes everything that failed or was skipped."""

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parent.parent


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """A copy of the scripts, so that their logs are not mixed with the real ones."""
    return shutil.copytree(SCRIPTS, tmp_path / "scripts")


def run_suites(scripts: Path, *suites: str) -> subprocess.CompletedProcess[str]:
    program = f"set -euo pipefail; source {scripts}/dev/lib/suite_runner.sh; {'; '.join(suites)}; print_totals"
    return subprocess.run(["bash", "-c", program], capture_output=True, text=True, check=False)


def last_line(scripts: Path, *suites: str) -> tuple[str, int]:
    """The last line and the exit code of a shell program that runs these suites."""
    run = run_suites(scripts, *suites)
    return run.stdout.splitlines()[-1], run.returncode


PYTEST_SUITE = "run_suite units echo '===== {} in 0.51s ====='"


def test_passed_tests_are_added_up(scripts: Path) -> None:
    mocha = r"run_suite mocha printf '  7 passing (2s)\n'"
    assert last_line(scripts, PYTEST_SUITE.format("12 passed"), mocha, "run_check ruff true") == (
        "20 passed, 0 failed",
        0,
    )


@pytest.mark.parametrize("word", ["2 failed", "2 errors", "2 skipped"])
def test_failures_errors_and_skips_count_as_failed(scripts: Path, word: str) -> None:
    assert last_line(scripts, PYTEST_SUITE.format(f"{word}, 12 passed")) == ("12 passed, 2 failed", 1)


def test_pending_mocha_tests_count_as_failed(scripts: Path) -> None:
    mocha = r"run_suite mocha printf '  7 passing (2s)\n  1 pending\n'"
    assert last_line(scripts, mocha) == ("7 passed, 1 failed", 1)


def test_failed_tests_are_named_above_the_totals(scripts: Path) -> None:
    """The output of a long run is often cut before the part in which pytest names them."""
    lines = r"FAILED tests/test_{0}.py::test_one - assert 1\nERROR    a log line\n=== 1 failed in 0.1s ===\n"
    failing = f"run_suite {{0}} printf '{lines}'"
    run = run_suites(scripts, failing.format("web"), PYTEST_SUITE.format("3 passed"), failing.format("stack"))
    after = run.stdout.split("──\n")[-1].splitlines()
    assert [line for line in after if line.startswith(("FAILED", "ERROR"))] == [
        f"FAILED tests/test_{name}.py::test_one - assert 1" for name in ("web", "stack")
    ]
    assert after[-1] == "3 passed, 2 failed"


def test_a_crashed_suite_counts_as_one_failure(scripts: Path) -> None:
    assert last_line(scripts, "run_suite crash false", "run_check ruff true") == ("1 passed, 1 failed", 1)


def test_a_failed_check_does_not_stop_the_next_suite(scripts: Path) -> None:
    assert last_line(scripts, "run_check mypy false", PYTEST_SUITE.format("3 passed")) == ("3 passed, 1 failed", 1)


def test_checks_started_beside_each_other_are_counted(scripts: Path) -> None:
    started = ["start_check ruff true", "start_check mypy false", "finish_started"]
    assert last_line(scripts, *started) == ("1 passed, 1 failed", 1)


def test_suites_started_beside_each_other_are_counted(scripts: Path) -> None:
    started = [line.replace("run_suite", "start_suite") for line in map(PYTEST_SUITE.format, ("3 passed", "2 failed"))]
    started[1] = started[1].replace("units", "stack")
    assert last_line(scripts, *started, "finish_started") == ("3 passed, 2 failed", 1)


def test_output_of_a_test_is_not_mistaken_for_the_summary(scripts: Path) -> None:
    printing = r"run_suite units printf '99 failed\n=== 3 passed in 0.1s ===\n'"
    assert last_line(scripts, printing) == ("3 passed, 0 failed", 0)


def test_a_check_that_failed_is_not_skipped_the_next_time(scripts: Path) -> None:
    """Even inside `start_check`, where bash does not stop at a failure."""
    check = "start_check scripts unless_done scripts key {}; finish_started"
    for command, summary in (
        ("false", "0 passed, 1 failed"),
        ("true", "1 passed, 0 failed"),
        ("false", "1 passed, 0 failed"),
    ):
        assert last_line(scripts, check.format(command))[0] == summary
