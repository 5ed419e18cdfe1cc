"""Counting what comes within a time, over all workers: for limits that nginx cannot know.

The counts lie in the cache. Where it does not answer, each process counts for itself: the limits hold still, once for
each worker.
"""

import threading
import time
from collections import Counter

from django.core.cache import cache

_lock = threading.Lock()
_own: Counter[str] = Counter()
_began = 0.0

OWN_SECONDS = 900  # how long a process counts for itself, before it begins anew
MOST_OWN = 10_000  # keys: a flood of different ones must not fill the worker


def count_event(key: str, *, seconds: int) -> int:
    """How often this was asked for with this key, this time included. It is forgotten after so many seconds."""
    name = f"count:{key}"
    try:
        if cache.add(name, 1, seconds):
            return 1
        found = cache.incr(name)
    except ValueError:  # it ended between the two
        return 1
    return found or _count_here(name)  # a cache that is away answers with nothing


def _count_here(name: str) -> int:
    global _own, _began
    with _lock:
        if time.monotonic() - _began > OWN_SECONDS or len(_own) >= MOST_OWN:
            _own, _began = Counter(), time.monotonic()
        _own[name] += 1
        return _own[name]
