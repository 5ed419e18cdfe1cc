"""Caches what is computed from a month's file, for months that lie completely in the time span.

The newest file changes each hour, so its result is computed each time.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache

from dashboard.month_files import TIME_FORMAT
from dashboard.time_spans import TimeSpan

CACHE_SECONDS = 40 * 86400

T = TypeVar("T")


def cached_month(path: Path, span: TimeSpan, name: str, compute: Callable[[Path, str, str], T]) -> T:
    """`compute(path, begin, end)` for the part of the month that is in the span.

    The cache key holds the file's time and size, so a file that changes is computed again.
    """
    begin, end = _month_bounds(path)
    if not (span.begin <= begin and end <= span.end):
        return compute(path, f"{span.begin:{TIME_FORMAT}}", f"{span.end:{TIME_FORMAT}}")
    status = path.stat()
    key = f"dashboard:{settings.BUILD_ID}:{name}:{path.name}:{status.st_mtime_ns}:{status.st_size}"
    cached: T | None = cache.get(key)
    if cached is None:
        cached = compute(path, "", "9")
        cache.set(key, cached, CACHE_SECONDS)
    return cached


def _month_bounds(path: Path) -> tuple[datetime, datetime]:
    begin = datetime.fromisoformat(f"{path.stem[-7:]}-01T00:00:00Z")
    return begin, (begin + timedelta(days=32)).replace(day=1)
