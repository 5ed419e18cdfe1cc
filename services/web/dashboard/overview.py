"""All that the page shows, from the files, in one dictionary."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings

from dashboard import errors, host, spans, tops, traffic, uptime
from dashboard.notices import notices
from dashboard.spans import Span
from dashboard.status_files import releases, status

FIRST = "week"  # what the charts begin with


def overview(now: datetime) -> dict[str, Any]:
    """The template's context. Without JavaScript the last day stands where the charts would."""
    day, first = spans.last(1, now), spans.last(spans.SPANS[FIRST], now)
    hours = traffic.buckets(settings.MONITOR_DIR, day)
    return {
        "now": now,
        "release": settings.RELEASE,
        "notices": notices(now),
        "total": traffic.total(hours),
        "hours": [_hour(bucket) for bucket in reversed(hours)],
        "tops": [{"kind": kind, "rows": rows} for kind, rows in tops.tops(settings.MONITOR_DIR, day).items()],
        "targets": uptime.targets(settings.MONITOR_DIR, now),
        "uptime_days": uptime.DAYS,
        "backup": status(settings.BACKUP_DIR),
        "releases": releases(settings.RELEASES_DIR),
        "client_errors": errors.groups(settings.REPORTS_DIR, "client-errors"),
        "impossible": errors.groups(settings.REPORTS_DIR, "impossible"),
        "boot": {"now": int(now.timestamp()), "figures": figures(first), "tops": largest(first)},
    }


def figures(span: Span) -> dict[str, Any]:
    """What the charts draw: a list for each column, oldest first."""
    found = traffic.buckets(settings.MONITOR_DIR, span)
    return {
        **_edges(span),
        "step": span.step,
        "traffic": traffic.columns(found),
        "host": host.columns(settings.MONITOR_DIR, span),
        "total": traffic.total(found),
    }


def largest(span: Span) -> dict[str, Any]:
    """The tops of a span, by kind."""
    return {**_edges(span), **tops.tops(settings.MONITOR_DIR, span)}


def _edges(span: Span) -> dict[str, int]:
    return {"begin": int(span.begin.timestamp()), "end": int(span.end.timestamp())}


def _hour(bucket: traffic.Bucket) -> dict[str, Any]:
    return {"at": datetime.fromtimestamp(bucket.at, UTC), **bucket.figures()}
