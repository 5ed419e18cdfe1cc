"""What a line says: who is a bot, what is a page, where a visitor came from."""

from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest

from toponaut_monitor import logs
from toponaut_monitor.logs import Line
from toponaut_monitor.tests.cast import line

AT = datetime(2026, 11, 25, tzinfo=UTC)


def made(**fields: object) -> Line:
    return cast("Line", line(AT, **fields))


@pytest.mark.parametrize(
    "agent",
    ["Googlebot/2.1 (+http://www.google.com/bot.html)", "Mozilla/5.0 (compatible; bingbot/2.0)", "curl/8.14.1",
     "python-requests/2.34", "facebookexternalhit/1.1", "toponaut-monitor/dev", "", "-", "Mozilla/5.0"],
)  # fmt: skip
def test_bots(agent: str) -> None:
    assert logs.is_bot(agent)


@pytest.mark.parametrize(
    "agent",
    ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
     "Mozilla/5.0 (Linux; Android 15; CUBOT P80) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"],
)  # fmt: skip
def test_people(agent: str) -> None:
    assert not logs.is_bot(agent)


@pytest.mark.parametrize(
    ("fields", "is_one"),
    [({}, True), ({"uri": "/"}, True), ({"status": 304}, True), ({"uri": "/plays/x/map.png"}, False),
     ({"uri": "/api/v1/quizzes"}, False), ({"status": 404}, False), ({"method": "HEAD"}, False)],
)  # fmt: skip
def test_pages(fields: dict[str, object], is_one: bool) -> None:  # noqa: FBT001
    one = made(**fields)
    assert logs.page(one, logs.path_of(one)) == is_one


@pytest.mark.parametrize(
    ("text", "host"),
    [("https://News.example/item?id=1", "news.example"), ("", ""), ("https://toponaut.example/", ""), ("http://[", ""),
     ("garbage", ""), ("https://a\x00b/", "a?b")],
)  # fmt: skip
def test_referrers(text: str, host: str) -> None:
    assert logs.referrer(made(referrer=text)) == host


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("0.003", 0.003), ("", None), ("-", None), ("soon", None), ("0.001, 0.002", 0.003), ("0.001 : 0.004", 0.005)],
)
def test_the_time_of_all_tries_of_the_upstream(text: str, seconds: float | None) -> None:
    assert logs.upstream(made(upstream_seconds=text)) == (seconds and pytest.approx(seconds))


def test_an_address_fits_a_row() -> None:
    assert logs.path_of(made(uri="/a\nb?c")) == "/a?b"
    assert logs.path_of(made(uri="/\ud800")) == "/?"
    assert len(logs.path_of(made(uri="/" + "x" * 5000))) == logs.LONGEST_NAME


def test_only_hours_are_log_files(tmp_path: Path) -> None:
    for name in ("access-2026-11-25T02.jsonl", "access-2026-11-25T01.jsonl", "access-unknown.jsonl", "fill"):
        (tmp_path / name).touch()
    assert [hour.hour for hour, _ in logs.hour_files(tmp_path)] == [1, 2]
