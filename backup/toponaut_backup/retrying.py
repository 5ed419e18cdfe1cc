"""Trying again, with pauses that double."""

import time
from collections.abc import Callable
from typing import TypeVar

from toponaut_backup.errors import BackupError, Busy, Unconfigured
from toponaut_backup.settings import BadSettings

TRIES = 4

Say = Callable[[str], object]
T = TypeVar("T")


def with_retries(
    attempt: Callable[[bool], T], *, seconds: int, say: Say, sleep: Callable[[float], object] = time.sleep
) -> T:
    """What an attempt returns; it is told whether it is the last. Raises the last failure.

    What no waiting mends is not tried again.
    """
    for number in range(1, TRIES):
        try:
            return attempt(False)
        except (Unconfigured, Busy, BadSettings):
            raise
        except BackupError as problem:
            pause = seconds * 2 ** (number - 1)
            say(f"try {number} of {TRIES} failed: {problem} Again in {pause} s.")
            sleep(pause)
    return attempt(True)
