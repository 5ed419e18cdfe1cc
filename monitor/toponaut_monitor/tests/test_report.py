"""What `make logs-report` prints: a line an hour, the one under way, sums, and the largest names."""

from datetime import UTC, datetime, timedelta

import pytest

from toponaut_monitor import statistics
from toponaut_monitor.files import alone
from toponaut_monitor.report import report
from toponaut_monitor.settings import Settings
from toponaut_monitor.tests.cast import AGENTS, line, write
from toponaut_monitor.tests.conftest import Monitor

NOW = datetime(2026, 11, 25, 12, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
GUESS = "/api/v1/quizzes/us/match?name=portland"


@pytest.fixture
def settings(monitor: Monitor) -> Settings:
    return monitor.settings


def test_without_anything(settings: Settings) -> None:
    assert report(settings, NOW) == "Nothing was requested in the last day, or nothing has been counted yet."


def test_the_last_day(settings: Settings) -> None:
    write(settings.logs, [
        line(NOW - 25 * HOUR, uri="/too-old"),
        line(NOW - 24 * HOUR, bytes=1_500_000, cache="HIT"),
        line(NOW - 24 * HOUR, uri=GUESS, referrer="https://news.example/", cache="MISS"),
        line(NOW - 24 * HOUR, status=503, agent=AGENTS[2], cache=""),
        line(NOW, uri=GUESS, seconds=0.25),
    ])  # fmt: skip
    statistics.run(settings, say=lambda _: None, clock=lambda: NOW)
    head, hour, running, together, *names = report(settings, NOW).splitlines()
    assert head.split()[:7] == ["hour", "requests", "visitors", "bots", "starts", "guesses", "plays"]
    assert hour.split() == ["2026-11-24", "12", "3", "1", "1", "1", "1", "0", "0", "1", "0", "2", "2", "2", "2", "50%",
                            "1.5", "0"]  # fmt: skip
    assert running.split() == ["this", "hour", "so", "far", "1", "1", "0", "0", "1", "0", "0", "0", "0", "250", "250",
                               "250", "2", "0%", "0.0", "0"]  # fmt: skip
    assert together.split() == ["together", "4", "1", "1", "2", "0", "0", "1", "0", "33%", "1.5", "0"]
    assert names == [
        "page: /quizzes/us 1", "quiz: us 1", "referrer: news.example 1",
        "Last counted: 2026-11-24T12:00:00Z. Times are of UTC.",
    ]  # fmt: skip


def test_the_hour_under_way_is_not_kept(settings: Settings) -> None:
    write(settings.logs, [line(NOW)])
    assert "this hour so far" in report(settings, NOW)
    assert list(settings.state.glob("*.csv")) == []


def test_it_does_not_count_beside_another_count(settings: Settings) -> None:
    write(settings.logs, [line(NOW - HOUR), line(NOW)])
    statistics.run(settings, say=lambda _: None, clock=lambda: NOW)
    with alone(settings.state, "count"):
        shown = report(settings, NOW)
    assert "2026-11-25 11" in shown
    assert "this hour so far" not in shown
