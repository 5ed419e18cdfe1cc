"""`report_impossible_state` records what, where and with which values, and never raises."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from config.api import api
from quizzes.tests.client import visitor
from reports import impossible_states
from reports.impossible_states import MAX_CONTEXT_KEYS, MAX_PER_MINUTE, report_impossible_state
from reports.tests.client import written_lines


def test_a_report_has_what_where_and_context(folder: Path, settings: Settings) -> None:
    settings.RELEASE = "v1.2.0"
    report_impossible_state("a play has no places", play=17, quiz="us", nothing=None, share=0.5)
    (line,) = written_lines(folder, "impossible")
    assert line["what"] == "a play has no places"
    assert line["where"].startswith("reports/tests/test_impossible_states.py:")
    assert line["where"].endswith(" test_a_report_has_what_where_and_context")
    assert line["context"] == {"play": 17, "quiz": "us", "nothing": None, "share": 0.5}
    assert (line["release"], line["request_id"]) == ("v1.2.0", "")
    assert set(line) == {"at", "fingerprint", "what", "where", "context", "release", "request_id"}


def test_a_report_is_also_one_log_record(caplog: pytest.LogCaptureFixture) -> None:
    report_impossible_state("a play has no places", play=17)
    (record,) = caplog.records
    assert record.levelname == "ERROR"
    assert "impossible: a play has no places" in record.getMessage()
    assert "17" in record.getMessage()


def test_same_words_at_the_same_place_have_one_fingerprint(folder: Path) -> None:
    for number in (1, 2):
        report_impossible_state("a play has no places", play=number)
    report_impossible_state("another", play=1)
    fingerprints = [line["fingerprint"] for line in written_lines(folder, "impossible")]
    assert fingerprints[0] == fingerprints[1] != fingerprints[2]


def test_an_exception_is_recorded_where_it_was_raised(folder: Path) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    try:
        broken()
    except ZeroDivisionError:
        report_impossible_state("a sum failed")
    assert written_lines(folder, "impossible")[0]["where"].endswith(" broken")


def test_context_is_limited_and_sanitized(folder: Path) -> None:
    report_impossible_state(
        "much", **{f"key{n}": "x\x1b" * 10_000 for n in range(100)}, address="https://a.example/b?name=Lviv"
    )
    context = written_lines(folder, "impossible")[0]["context"]
    assert len(context) == MAX_CONTEXT_KEYS
    assert all(len(value) <= 300 and "\x1b" not in value for value in context.values())


class BrokenStr:
    def __str__(self) -> str:
        raise RuntimeError("no text")


def test_a_failing_report_never_raises(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    report_impossible_state("a value without text", value=BrokenStr())
    assert "could not be recorded" in caplog.text

    def broken(*_: Any) -> bool:
        raise RuntimeError("broken")

    monkeypatch.setattr(impossible_states, "append_report", broken)
    report_impossible_state("the file is broken")


def test_a_flood_is_limited_per_minute(folder: Path) -> None:
    for number in range(MAX_PER_MINUTE + 20):
        report_impossible_state("again", number=number)
    assert len(written_lines(folder, "impossible")) == MAX_PER_MINUTE


@pytest.mark.django_db
def test_a_failing_page_is_reported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("plays.pages.responses.find_play", broken)
    response = Client(raise_request_exception=False).get("/plays/Abcdefghijk")
    assert response.status_code == 500
    assert "it has been logged" in response.content.decode()
    (line,) = written_lines(folder, "impossible")
    assert (line["what"], line["context"]) == ("a page failed", {"method": "GET", "path": "/plays/…"})
    assert line["where"].endswith(" broken")


@pytest.mark.django_db
def test_a_failing_api_request_is_reported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    assert api.urls  # the API that is served
    monkeypatch.setattr("quizzes.api.cached_matches", broken)
    response = visitor().get("/api/v1/quizzes/us/match?name=Lviv")
    assert response.status_code == 500
    (line,) = written_lines(folder, "impossible")
    assert line["context"] == {"method": "GET", "path": "/api/v1/quizzes/us/match"}
    assert line["where"].endswith(" broken")
