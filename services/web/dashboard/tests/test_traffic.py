"""Hours are drawn together into buckets: sums are sums, means are weighed, and what was not measured stays so."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dashboard import traffic
from dashboard.spans import Span, last
from dashboard.tests.files import NOW, write_hours

DAY = Span(datetime(2026, 11, 24, tzinfo=UTC), datetime(2026, 11, 25, tzinfo=UTC))
MONTH = Span(datetime(2026, 10, 25, tzinfo=UTC), datetime(2026, 11, 25, tzinfo=UTC))


HITS = {"cache_hits": 60, "cache_lookups": 80}


def hour(text: str, **figures: object) -> dict[str, object]:
    return {"hour": f"{text}:00:00Z", **figures}


def test_an_hour_is_a_bucket_of_a_day(tmp_path: Path) -> None:
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
    found = traffic.columns(traffic.buckets(str(tmp_path), DAY))
    assert found["at"] == [1795478400, 1795485600]
    assert (found["requests"], found["visitors"], found["status_5xx"]) == ([100, 50], [7, 0], [2, 0])
    assert (found["request_p95_ms"], found["hit_rate"]) == ([26.5, None], [75.0, None])


def test_six_hours_are_a_bucket_of_a_month(tmp_path: Path) -> None:
    write_hours(
        tmp_path,
        hour("2026-11-24T06", requests=100, request_p95_ms=20, cache_hits=50, cache_lookups=100),
        hour("2026-11-24T11", requests=300, request_p95_ms=40, cache_hits=30, cache_lookups=100),
        hour("2026-11-24T12", requests=5),
    )
    found = traffic.columns(traffic.buckets(str(tmp_path), MONTH))
    assert found["requests"] == [400, 5]
    assert found["request_p95_ms"] == [35.0, None]  # (100 · 20 + 300 · 40) / 400
    assert found["hit_rate"] == [40.0, None]


def test_the_whole_span_in_one(tmp_path: Path) -> None:
    write_hours(tmp_path, hour("2026-10-31T10", requests=100, request_p95_ms=20), month="2026-10")
    write_hours(tmp_path, hour("2026-11-24T06", requests=300, request_p95_ms=40))
    whole = traffic.total(traffic.buckets(str(tmp_path), MONTH))
    assert whole
    assert (whole["requests"], whole["request_p95_ms"], whole["hit_rate"]) == (400, 35.0, None)


def test_nothing_counted_is_no_zero(tmp_path: Path) -> None:
    assert traffic.total(traffic.buckets(str(tmp_path), DAY)) is None
    assert traffic.total(traffic.buckets("", DAY)) is None


def test_a_month_that_is_counted_anew_is_read_anew(tmp_path: Path) -> None:
    year = last(366, NOW)
    write_hours(tmp_path, hour("2026-06-01T10", requests=100), month="2026-06")
    assert traffic.columns(traffic.buckets(str(tmp_path), year))["requests"] == [100]
    write_hours(tmp_path, hour("2026-06-01T10", requests=100), hour("2026-06-01T11", requests=11), month="2026-06")
    assert traffic.columns(traffic.buckets(str(tmp_path), year))["requests"] == [111]


BROKEN = {
    "empty": "",
    "half a header": "hour,requ",
    "half a line": "hour,requests\n2026-11-24T00:00:00Z,5\n2026-11-24T01:0",
    "words for figures": "hour,requests\n2026-11-24T00:00:00Z,5\n2026-11-24T01:00:00Z,many\n",
    "no time": "hour,requests\n2026-11-24T00:00:00Z,5\n2026-11-24T99:00:00Z,7\n",
    "other columns": "hour,else,requests\n2026-11-24T00:00:00Z,1,5\n",
    "bytes": "hour,requests\n2026-11-24T00:00:00Z,5\n\x00\xff,7\n",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_gives_what_can_be_read(tmp_path: Path, text: str) -> None:
    (tmp_path / "hours-2026-11.csv").write_bytes(text.encode("latin-1"))
    found: Any = traffic.columns(traffic.buckets(str(tmp_path), DAY))
    assert sum(found["requests"]) == (5 if "5" in text else 0)
