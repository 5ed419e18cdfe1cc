"""Which time is shown, and how coarsely."""

from datetime import UTC, datetime, timedelta

import pytest

from dashboard.spans import DAY, HOUR, SPANS, between, last
from dashboard.tests.files import NOW

BEGIN = 1795478400


def test_the_last_day_ends_with_this_hour() -> None:
    span = last(1, NOW)
    assert (span.begin, span.end) == (
        datetime(2026, 11, 24, 3, tzinfo=UTC),
        datetime(2026, 11, 25, 3, tzinfo=UTC),
    )


@pytest.mark.parametrize(("name", "step"), [("day", HOUR), ("week", HOUR), ("month", 6 * HOUR), ("year", DAY)])
def test_no_span_has_more_points_than_a_screen(name: str, step: int) -> None:
    span = last(SPANS[name], NOW)
    assert span.step == step
    assert timedelta(days=SPANS[name]).total_seconds() / step <= 400


def test_a_span_is_widened_to_whole_hours() -> None:
    span = between(str(BEGIN + 7), str(BEGIN + 5 * HOUR - 7))
    assert span
    assert span.begin.timestamp() == BEGIN
    assert span.end.timestamp() == BEGIN + 5 * HOUR


@pytest.mark.parametrize(
    ("begin", "end"),
    [("", ""), ("x", "y"), ("0", str(BEGIN)), (str(BEGIN), str(BEGIN)), (str(BEGIN), str(BEGIN + HOUR)), ("-5", "9"),
     (str(BEGIN), str(BEGIN - DAY)), ("9" * 400, "9" * 401), ("१७", "१८"), (str(BEGIN), "nan")],
)  # fmt: skip
def test_what_is_no_span_is_none(begin: str, end: str) -> None:
    assert between(begin, end) is None
