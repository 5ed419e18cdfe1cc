"""Which time span the charts show, and how long its buckets are."""

from datetime import UTC, datetime, timedelta

import pytest

from dashboard.tests.monitor_files import NOW
from dashboard.time_spans import DAY, HOUR, SPAN_DAYS, last_days, parse_span

BEGIN = 1795478400


def test_the_last_day_ends_with_the_current_hour() -> None:
    span = last_days(1, NOW)
    assert (span.begin, span.end) == (
        datetime(2026, 11, 24, 3, tzinfo=UTC),
        datetime(2026, 11, 25, 3, tzinfo=UTC),
    )


@pytest.mark.parametrize(("name", "step"), [("day", HOUR), ("week", HOUR), ("month", 6 * HOUR), ("year", DAY)])
def test_no_span_has_more_buckets_than_fit_on_a_screen(name: str, step: int) -> None:
    span = last_days(SPAN_DAYS[name], NOW)
    assert span.step == step
    assert timedelta(days=SPAN_DAYS[name]).total_seconds() / step <= 400


def test_a_span_is_widened_to_whole_hours() -> None:
    span = parse_span(str(BEGIN + 7), str(BEGIN + 5 * HOUR - 7))
    assert span
    assert span.begin.timestamp() == BEGIN
    assert span.end.timestamp() == BEGIN + 5 * HOUR


@pytest.mark.parametrize(
    ("begin", "end"),
    [("", ""), ("x", "y"), ("0", str(BEGIN)), (str(BEGIN), str(BEGIN)), (str(BEGIN), str(BEGIN + HOUR)), ("-5", "9"),
     (str(BEGIN), str(BEGIN - DAY)), ("9" * 400, "9" * 401), ("१७", "१८"), (str(BEGIN), "nan")],
)  # fmt: skip
def test_an_invalid_span_is_refused(begin: str, end: str) -> None:
    assert parse_span(begin, end) is None
