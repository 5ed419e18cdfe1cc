"""Hours are merged into buckets: sums are added, means are weighted, and missing measurements stay missing."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dashboard import traffic
from dashboard.tests.monitor_files import NOW, write_hours
from dashboard.time_spans import TimeSpan, last_days

DAY = TimeSpan(datetime(2026, 11, 24, tzinfo=UTC), datetime(2026, 11, 25, tzinfo=UTC))
MONTH = TimeSpan(datetime(2026, 10, 25, tzinfo=UTC), datetime(2026, 11, 25, tzinfo=UTC))


def hour(text: str, **columns: object) -> dict[str, object]:
    return {"hour": f"{text}:00:00Z", **columns}


def test_a_day_has_buckets_of_one_hour(tmp_path: Path) -> None:
    write_hours(
        tmp_path,
        hour("2026-11-23T23", requests=1),
        hour(
            "2026-11-24T00",
            requests=100,
            visitors=7,
            status_5xx=2,
            request_p95_ms=26.5,
            cache_hits=60,
            cache_lookups=80,
        ),
        hour("2026-11-24T02", requests=50),
        hour("2026-11-25T00", requests=1),
    )
    found = traffic.chart_columns(traffic.buckets(str(tmp_path), DAY))
    assert found["at"] == [1795478400, 1795485600]
    assert (found["requests"], found["visitors"], found["status_5xx"]) == ([100, 50], [7, 0], [2, 0])
    assert (found["request_p95_ms"], found["hit_rate"]) == ([26.5, None], [75.0, None])


def test_a_month_has_buckets_of_six_hours(tmp_path: Path) -> None:
    write_hours(
        tmp_path,
        hour("2026-11-24T06", requests=100, request_p95_ms=20, cache_hits=50, cache_lookups=100),
        hour("2026-11-24T11", requests=300, request_p95_ms=40, cache_hits=30, cache_lookups=100),
        hour("2026-11-24T12", requests=5),
    )
    found = traffic.chart_columns(traffic.buckets(str(tmp_path), MONTH))
    assert found["requests"] == [400, 5]
    assert found["request_p95_ms"] == [35.0, None]  # (100 · 20 + 300 · 40) / 400
    assert found["hit_rate"] == [40.0, None]


def test_totals_cover_the_whole_span(tmp_path: Path) -> None:
    write_hours(tmp_path, hour("2026-10-31T10", requests=100, request_p95_ms=20), month="2026-10")
    write_hours(tmp_path, hour("2026-11-24T06", requests=300, request_p95_ms=40))
    whole = traffic.totals(traffic.buckets(str(tmp_path), MONTH))
    assert whole
    assert (whole["requests"], whole["request_p95_ms"], whole["hit_rate"]) == (400, 35.0, None)


def test_without_counted_hours_the_totals_are_none(tmp_path: Path) -> None:
    assert traffic.totals(traffic.buckets(str(tmp_path), DAY)) is None
    assert traffic.totals(traffic.buckets("", DAY)) is None


def test_a_changed_month_file_is_read_again(tmp_path: Path) -> None:
    year = last_days(366, NOW)
    write_hours(tmp_path, hour("2026-06-01T10", requests=100), month="2026-06")
    assert traffic.chart_columns(traffic.buckets(str(tmp_path), year))["requests"] == [100]
    write_hours(tmp_path, hour("2026-06-01T10", requests=100), hour("2026-06-01T11", requests=11), month="2026-06")
    assert traffic.chart_columns(traffic.buckets(str(tmp_path), year))["requests"] == [111]


DAMAGED_FILES = {
    "empty": "",
    "truncated header": "hour,requ",
    "truncated line": "hour,requests\n2026-11-24T00:00:00Z,5\n2026-11-24T01:0",
    "text instead of a number": "hour,requests\n2026-11-24T00:00:00Z,5\n2026-11-24T01:00:00Z,many\n",
    "invalid time": "hour,requests\n2026-11-24T00:00:00Z,5\n2026-11-24T99:00:00Z,7\n",
    "other columns": "hour,else,requests\n2026-11-24T00:00:00Z,1,5\n",
    "bytes": "hour,requests\n2026-11-24T00:00:00Z,5\n\x00\xff,7\n",
}


@pytest.mark.parametrize("text", DAMAGED_FILES.values(), ids=DAMAGED_FILES)
def test_readable_rows_of_a_damaged_file_are_used(tmp_path: Path, text: str) -> None:
    (tmp_path / "hours-2026-11.csv").write_bytes(text.encode("latin-1"))
    found: Any = traffic.chart_columns(traffic.buckets(str(tmp_path), DAY))
    assert sum(found["requests"]) == (5 if "5" in text else 0)
