"""Access log lines: bots, page views, referrers, upstream times."""

from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest

from toponaut_monitor import access_log
from toponaut_monitor.access_log import LogEntry
from toponaut_monitor.tests.factories import log_line

AT = datetime(2026, 11, 25, tzinfo=UTC)


def entry(**fields: object) -> LogEntry:
    return cast("LogEntry", log_line(AT, **fields))


@pytest.mark.parametrize(
    "agent",
    ["Googlebot/2.1 (+http://www.google.com/bot.html)", "Mozilla/5.0 (compatible; bingbot/2.0)", "curl/8.14.1",
     "python-requests/2.34", "facebookexternalhit/1.1", "toponaut-monitor/dev", "", "-", "Mozilla/5.0"],
)  # fmt: skip
def test_user_agent_of_a_bot(agent: str) -> None:
    assert access_log.is_bot(agent)


@pytest.mark.parametrize(
    "agent",
    ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
     "Mozilla/5.0 (Linux; Android 15; CUBOT P80) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"],
)  # fmt: skip
def test_user_agent_of_a_person(agent: str) -> None:
    assert not access_log.is_bot(agent)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [({}, True), ({"uri": "/"}, True), ({"status": 304}, True), ({"uri": "/plays/x/map.png"}, False),
     ({"uri": "/api/v1/quizzes"}, False), ({"status": 404}, False), ({"method": "HEAD"}, False)],
)  # fmt: skip
def test_which_requests_are_page_views(fields: dict[str, object], expected: bool) -> None:  # noqa: FBT001
    page = entry(**fields)
    assert access_log.is_page_view(page, access_log.path_of(page)) == expected


@pytest.mark.parametrize(
    ("text", "host"),
    [("https://News.example/item?id=1", "news.example"), ("", ""), ("https://toponaut.example/", ""), ("http://[", ""),
     ("garbage", ""), ("https://a\x00b/", "a?b")],
)  # fmt: skip
def test_referring_host(text: str, host: str) -> None:
    assert access_log.referring_host(entry(referrer=text)) == host


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("0.003", 0.003), ("", None), ("-", None), ("soon", None), ("0.001, 0.002", 0.003), ("0.001 : 0.004", 0.005)],
)
def test_times_of_all_upstream_attempts_are_added(text: str, seconds: float | None) -> None:
    assert access_log.upstream_seconds(entry(upstream_seconds=text)) == (seconds and pytest.approx(seconds))


def test_path_is_printable_and_short() -> None:
    assert access_log.path_of(entry(uri="/a\nb?c")) == "/a?b"
    assert access_log.path_of(entry(uri="/\ud800")) == "/?"
    assert len(access_log.path_of(entry(uri="/" + "x" * 5000))) == access_log.MAX_NAME_CHARS


def test_hour_files_are_sorted_and_others_ignored(tmp_path: Path) -> None:
    for name in ("access-2026-11-25T02.jsonl", "access-2026-11-25T01.jsonl", "access-unknown.jsonl", "fill"):
        (tmp_path / name).touch()
    assert [hour.hour for hour, _ in access_log.hour_files(tmp_path)] == [1, 2]
