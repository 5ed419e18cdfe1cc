"""Collects the data of the dashboard from the files of the monitor, the backup, the releases and the reports."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings

from dashboard import host_resources, time_spans, traffic, uptime
from dashboard.bans import read_bans
from dashboard.error_groups import error_groups
from dashboard.status_files import read_releases, read_status
from dashboard.status_warnings import status_warnings
from dashboard.time_spans import TimeSpan
from dashboard.top_lists import top_lists

INITIAL_SPAN = "week"  # what the charts show first


def overview(now: datetime) -> dict[str, Any]:
    """The template's context. Without JavaScript, tables of the last day take the place of the charts."""
    day = time_spans.last_days(1, now)
    initial_span = time_spans.last_days(time_spans.SPAN_DAYS[INITIAL_SPAN], now)
    hours = traffic.buckets(settings.MONITOR_DIR, day)
    return {
        "now": now,
        "release": settings.RELEASE,
        "warnings": status_warnings(now),
        "total": traffic.totals(hours),
        "hours": [_hour(bucket) for bucket in reversed(hours)],
        "top_lists": [{"kind": kind, "rows": rows} for kind, rows in top_lists(settings.MONITOR_DIR, day).items()],
        "targets": uptime.targets(settings.MONITOR_DIR, now),
        "uptime_days": uptime.DAYS,
        "backup": read_status(settings.BACKUP_DIR),
        "releases": read_releases(settings.RELEASES_DIR),
        "bans": read_bans(settings.BANS_DIR),
        "client_errors": error_groups(settings.REPORTS_DIR, "client-errors"),
        "impossible_states": error_groups(settings.REPORTS_DIR, "impossible"),
        "boot": {
            "now": int(now.timestamp()),
            "chart_data": chart_data(initial_span),
            "top_lists": top_list_data(initial_span),
        },
    }


def chart_data(span: TimeSpan) -> dict[str, Any]:
    """The data of the charts: one list for each column, oldest first."""
    buckets = traffic.buckets(settings.MONITOR_DIR, span)
    return {
        **_bounds(span),
        "step": span.step,
        "traffic": traffic.chart_columns(buckets),
        "host": host_resources.chart_columns(settings.MONITOR_DIR, span),
        "total": traffic.totals(buckets),
    }


def top_list_data(span: TimeSpan) -> dict[str, Any]:
    """The top lists of a span, by kind."""
    return {**_bounds(span), **top_lists(settings.MONITOR_DIR, span)}


def _bounds(span: TimeSpan) -> dict[str, int]:
    return {"begin": int(span.begin.timestamp()), "end": int(span.end.timestamp())}


def _hour(bucket: traffic.TrafficBucket) -> dict[str, Any]:
    return {"at": datetime.fromtimestamp(bucket.at, UTC), **bucket.values()}
