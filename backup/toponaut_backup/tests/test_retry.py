"""Failed attempts are repeated, with pauses that double. `attempt(True)` is the last attempt."""

import re
from pathlib import Path

import pytest

from toponaut_backup.errors import BucketError
from toponaut_backup.retried_backup import take_backup_with_retries
from toponaut_backup.retry import MAX_ATTEMPTS, MAX_PAUSE_SECONDS, with_retries
from toponaut_backup.status import read_status
from toponaut_backup.tests.conftest import settings_for
from toponaut_sidecar.errors import Busy, InvalidSettings, NotConfigured, SidecarError


class Attempts:
    """A function that fails the first times. Its arguments, the log and the pauses are recorded."""

    def __init__(self, failures: int, error: SidecarError | None = None) -> None:
        self.failures, self.error = failures, error or BucketError("away.")
        self.arguments: list[bool] = []
        self.logged: list[str] = []
        self.pauses: list[float] = []

    def __call__(self, last_attempt: bool) -> str:  # noqa: FBT001
        self.arguments.append(last_attempt)
        if len(self.arguments) <= self.failures:
            raise self.error
        return "done"

    def run(self) -> str:
        return with_retries(self, seconds=60, log=self.logged.append, sleep=self.pauses.append)


def test_success_is_not_repeated() -> None:
    attempts = Attempts(0)
    assert attempts.run() == "done"
    assert (attempts.arguments, attempts.pauses, attempts.logged) == ([False], [], [])


def test_failure_is_retried_after_a_pause() -> None:
    attempts = Attempts(2)
    assert attempts.run() == "done"
    assert attempts.pauses == [60, 120]
    assert attempts.logged == [
        "attempt 1 of 4 failed: away. Trying again in 60 s.",
        "attempt 2 of 4 failed: away. Trying again in 120 s.",
    ]


def test_last_failure_is_raised() -> None:
    attempts = Attempts(MAX_ATTEMPTS)
    with pytest.raises(BucketError, match="away"):
        attempts.run()
    assert attempts.arguments == [False, False, False, True]
    assert attempts.pauses == [60, 120, 240]


def test_longest_pauses_end_before_the_health_check_sees_a_hanging_run() -> None:
    """With BACKUP_RETRY_SECONDS=3600 pauses that doubled took 7 hours."""
    attempts = Attempts(MAX_ATTEMPTS - 1)
    with_retries(attempts, seconds=MAX_PAUSE_SECONDS, log=attempts.logged.append, sleep=attempts.pauses.append)
    assert attempts.pauses == [3600, 3600, 3600]
    healthcheck = (Path(__file__).parent.parent.parent / "healthcheck.sh").read_text()
    limit = re.search(r"^MAX_RUN_SECONDS=(\d+)", healthcheck, re.MULTILINE)
    assert limit
    assert sum(attempts.pauses) <= int(limit[1]) / 2


@pytest.mark.parametrize("error", [Busy("busy"), NotConfigured("no bucket"), InvalidSettings("bad")])
def test_permanent_error_is_not_retried(error: SidecarError) -> None:
    attempts = Attempts(1, error)
    with pytest.raises(type(error)):
        attempts.run()
    assert attempts.pauses == []


def test_run_with_an_invalid_secret_records_that_it_tried_once(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, 1)
    (tmp_path / "s3_secret_key").write_text("")
    with pytest.raises(InvalidSettings, match="s3_secret_key"):
        take_backup_with_retries(settings, "daily")
    failure = read_status(tmp_path)["last_error"]
    assert failure
    assert failure["tries"] == 1
