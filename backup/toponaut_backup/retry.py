"""Call a function again after a failure, with pauses that double, up to an hour."""

import time
from collections.abc import Callable
from typing import TypeVar

from toponaut_sidecar.errors import Busy, InvalidSettings, NotConfigured, SidecarError

MAX_ATTEMPTS = 4
MAX_PAUSE_SECONDS = 3600  # three pauses and four attempts must fit into healthcheck.sh's MAX_RUN_SECONDS

Log = Callable[[str], object]
T = TypeVar("T")


def with_retries(
    attempt: Callable[[bool], T], *, seconds: int, log: Log, sleep: Callable[[float], object] = time.sleep
) -> T:
    """Call `attempt(is_last)` until it succeeds, MAX_ATTEMPTS times at most. `seconds`: the first pause.

    Returns what the attempt returns, or raises the error of the last attempt. Permanent errors are not retried.
    """
    for number in range(1, MAX_ATTEMPTS):
        try:
            return attempt(False)
        except (NotConfigured, Busy, InvalidSettings):
            raise
        except SidecarError as error:
            pause = min(seconds * 2 ** (number - 1), MAX_PAUSE_SECONDS)
            log(f"attempt {number} of {MAX_ATTEMPTS} failed: {error} Trying again in {pause} s.")
            sleep(pause)
    return attempt(True)
