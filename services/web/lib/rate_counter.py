"""Counts events within a time window, over all workers: for limits that nginx cannot enforce.

The counts are in the cache. While the cache is unavailable, each process counts on its own. Then a limit applies to
each worker, not to all workers together.
"""

import threading
import time
from collections import Counter

from django.core.cache import cache

_lock = threading.Lock()
_local_counts: Counter[str] = Counter()
_local_window_start = 0.0

LOCAL_WINDOW_SECONDS = 900  # after this time a process that counts on its own starts again at zero
MAX_LOCAL_KEYS = 10_000  # a flood of different keys must not fill the worker's memory


def count_event(key: str, *, seconds: int) -> int:
    """Count an event. Returns the number of events with this key in its current window of `seconds`, with this one."""
    name = f"count:{key}"
    try:
        if cache.add(name, 1, seconds):
            return 1
        counted = cache.incr(name)
    except ValueError:  # the key expired between the two calls
        return 1
    return counted or _count_locally(name)  # an unavailable cache returns None


def _count_locally(name: str) -> int:
    global _local_counts, _local_window_start
    with _lock:
        if time.monotonic() - _local_window_start > LOCAL_WINDOW_SECONDS or len(_local_counts) >= MAX_LOCAL_KEYS:
            _local_counts, _local_window_start = Counter(), time.monotonic()
        _local_counts[name] += 1
        return _local_counts[name]
