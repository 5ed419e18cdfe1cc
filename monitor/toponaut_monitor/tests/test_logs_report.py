"""The table of `make logs-report`: one line per hour, the current hour, sums, and the most frequent names."""

from datetime import UTC, datetime, timedelta

import pytest

from toponaut_monitor import hourly_statistics
from toponaut_monitor.job_lock import job_lock
from toponaut_monitor.logs_report import logs_report
from toponaut_monitor.settings import MonitorSettings
from toponaut_monitor.tests.conftest import MonitorUnderTest
from toponaut_monitor.tests.factories import AGENTS, log_line, write_logs

NOW = datetime(2026, 11, 25, 12, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
GUESS = "/api/v1/quizzes/us/match?name=portland"


@pytest.fixture
def settings(monitor: MonitorUnderTest) -> MonitorSettings:
    return monitor.settings


def test_report_says_that_nothing_was_counted(settings: MonitorSettings) -> None:
    assert logs_report(settings, NOW) == "Nothing was requested in the last day, or nothing has been counted yet."


def test_report_of_the_last_day(settings: MonitorSettings) -> None:
    write_logs(settings.logs, [
        log_line(NOW - 25 * HOUR, uri="/too-old"),
        log_line(NOW - 24 * HOUR, bytes=1_500_000, cache="HIT"),
        log_line(NOW - 24 * HOUR, uri=GUESS, referrer="https://news.example/", cache="MISS"),
        log_line(NOW - 24 * HOUR, status=503, agent=AGENTS[2], cache=""),
        log_line(NOW, uri=GUESS, seconds=0.25),
    ])  # fmt: skip
    hourly_statistics.count_due_hours(settings, log=lambda _: None, clock=lambda: NOW)
    header, hour, current, total, *names = logs_report(settings, NOW).splitlines()
    assert header.split()[:7] == ["hour", "requests", "visitors", "bots", "starts", "guesses", "plays"]
    assert hour.split() == ["2026-11-24", "12", "3", "1", "1", "1", "1", "0", "0", "1", "0", "2", "2", "2", "2", "50%",
                            "1.5", "0"]  # fmt: skip
    assert current.split() == ["this", "hour", "so", "far", "1", "1", "0", "0", "1", "0", "0", "0", "0", "250", "250",
                               "250", "2", "0%", "0.0", "0"]  # fmt: skip
    assert total.split() == ["total", "4", "1", "1", "2", "0", "0", "1", "0", "33%", "1.5", "0"]
    assert names == [
        "page: /quizzes/us 1", "quiz: us 1", "referrer: news.example 1",
        "Last counted: 2026-11-24T12:00:00Z. Times are in UTC.",
    ]  # fmt: skip


def test_current_hour_is_not_stored(settings: MonitorSettings) -> None:
    write_logs(settings.logs, [log_line(NOW)])
    assert "this hour so far" in logs_report(settings, NOW)
    assert list(settings.state.glob("*.csv")) == []


def test_current_hour_is_left_out_while_another_count_runs(settings: MonitorSettings) -> None:
    write_logs(settings.logs, [log_line(NOW - HOUR), log_line(NOW)])
    hourly_statistics.count_due_hours(settings, log=lambda _: None, clock=lambda: NOW)
    with job_lock(settings.state, "count"):
        text = logs_report(settings, NOW)
    assert "2026-11-25 11" in text
    assert "this hour so far" not in text
