"""Tries with pauses that double; the last one knows that it is."""

import pytest

from toponaut_backup.errors import BackupError, BucketError, Busy, Unconfigured
from toponaut_backup.retrying import TRIES, with_retries
from toponaut_backup.settings import BadSettings


class Attempts:
    """Fails so many times; remembers what it was told, and what was waited for."""

    def __init__(self, failures: int, problem: BackupError | None = None) -> None:
        self.failures, self.problem = failures, problem or BucketError("away.")
        self.told: list[bool] = []
        self.said: list[str] = []
        self.pauses: list[float] = []

    def __call__(self, last_try: bool) -> str:  # noqa: FBT001
        self.told.append(last_try)
        if len(self.told) <= self.failures:
            raise self.problem
        return "done"

    def run(self) -> str:
        return with_retries(self, seconds=60, say=self.said.append, sleep=self.pauses.append)


def test_what_works_is_not_repeated() -> None:
    attempts = Attempts(0)
    assert attempts.run() == "done"
    assert (attempts.told, attempts.pauses, attempts.said) == ([False], [], [])


def test_it_is_tried_again_after_a_pause() -> None:
    attempts = Attempts(2)
    assert attempts.run() == "done"
    assert attempts.pauses == [60, 120]
    assert attempts.said == ["try 1 of 4 failed: away. Again in 60 s.", "try 2 of 4 failed: away. Again in 120 s."]


def test_the_last_failure_is_raised() -> None:
    attempts = Attempts(TRIES)
    with pytest.raises(BucketError, match="away"):
        attempts.run()
    assert attempts.told == [False, False, False, True]
    assert attempts.pauses == [60, 120, 240]


@pytest.mark.parametrize("problem", [Busy("busy"), Unconfigured("no bucket"), BadSettings("bad")])
def test_what_no_waiting_mends_is_not_tried_again(problem: BackupError) -> None:
    attempts = Attempts(1, problem)
    with pytest.raises(type(problem)):
        attempts.run()
    assert attempts.pauses == []
