"""What a month's file comes to, worked out once where the month lies in a span whole. The newest changes each hour."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache

from dashboard.months import FORM
from dashboard.spans import Span

KEPT_SECONDS = 40 * 86400

T = TypeVar("T")


def kept_or_made(path: Path, span: Span, name: str, make: Callable[[Path, str, str], T]) -> T:
    """`make(path, first, last)` for the part of the month that is in the span. Kept under the file's time and size."""
    begin, end = _month(path)
    if not (span.begin <= begin and end <= span.end):
        return make(path, f"{span.begin:{FORM}}", f"{span.end:{FORM}}")
    status = path.stat()
    key = f"dashboard:{settings.BUILD_ID}:{name}:{path.name}:{status.st_mtime_ns}:{status.st_size}"
    kept: T | None = cache.get(key)
    if kept is None:
        kept = make(path, "", "9")
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def _month(path: Path) -> tuple[datetime, datetime]:
    begin = datetime.fromisoformat(f"{path.stem[-7:]}-01T00:00:00Z")
    return begin, (begin + timedelta(days=32)).replace(day=1)
