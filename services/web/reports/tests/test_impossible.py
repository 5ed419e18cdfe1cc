"""`impossible` notes a state, and disturbs nobody."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from config.api import api
from quizzes.tests.client import visitor
from reports import files
from reports.impossible import MOST_A_MINUTE, MOST_KEYS, impossible
from reports.tests.cast import lines


def test_it_writes_what_where_and_with_what(folder: Path, settings: Settings) -> None:
    settings.RELEASE = "v1.2.0"
    impossible("a play has no places", play=17, quiz="us", nothing=None, share=0.5)
    (line,) = lines(folder, "impossible")
    assert line["what"] == "a play has no places"
    assert line["where"].startswith("reports/tests/test_impossible.py:")
    assert line["where"].endswith(" test_it_writes_what_where_and_with_what")
    assert line["context"] == {"play": 17, "quiz": "us", "nothing": None, "share": 0.5}
    assert (line["release"], line["request_id"]) == ("v1.2.0", "")
    assert set(line) == {"at", "fingerprint", "what", "where", "context", "release", "request_id"}


def test_it_logs_the_same_in_one_line(caplog: pytest.LogCaptureFixture) -> None:
    impossible("a play has no places", play=17)
    (record,) = caplog.records
    assert record.levelname == "ERROR"
    assert "impossible: a play has no places" in record.getMessage()
    assert "17" in record.getMessage()


def test_the_same_words_at_the_same_place_are_the_same(folder: Path) -> None:
    for number in (1, 2):
        impossible("a play has no places", play=number)
    impossible("another", play=1)
    prints = [line["fingerprint"] for line in lines(folder, "impossible")]
    assert prints[0] == prints[1] != prints[2]


def test_an_exception_is_noted_where_it_was_raised(folder: Path) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    try:
        broken()
    except ZeroDivisionError:
        impossible("a sum failed")
    assert lines(folder, "impossible")[0]["where"].endswith(" broken")


def test_context_is_bounded_and_clean(folder: Path) -> None:
    impossible("much", **{f"key{n}": "x\x1b" * 10_000 for n in range(100)}, address="https://a.example/b?name=Lviv")
    context = lines(folder, "impossible")[0]["context"]
    assert len(context) == MOST_KEYS
    assert all(len(value) <= 300 and "\x1b" not in value for value in context.values())


class Unspeakable:
    def __str__(self) -> str:
        raise RuntimeError("no words")


def test_it_never_raises(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    impossible("a value without words", value=Unspeakable())
    assert "could not be noted" in caplog.text

    def broken(*_: Any) -> bool:
        raise RuntimeError("broken")

    monkeypatch.setattr(files, "append", broken)
    impossible("the file is broken")


def test_a_flood_is_held_to_a_budget(folder: Path) -> None:
    for number in range(MOST_A_MINUTE + 20):
        impossible("again", number=number)
    assert len(lines(folder, "impossible")) == MOST_A_MINUTE


@pytest.mark.django_db
def test_a_page_that_fails_is_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("plays.pages.responses.find", broken)
    response = Client(raise_request_exception=False).get("/plays/Abcdefghijk")
    assert response.status_code == 500
    assert "it has been logged" in response.content.decode()
    (line,) = lines(folder, "impossible")
    assert (line["what"], line["context"]) == ("a page failed", {"method": "GET", "path": "/plays/…"})
    assert line["where"].endswith(" broken")


@pytest.mark.django_db
def test_a_request_to_the_api_that_fails_is_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    assert api.urls  # the API that is served
    monkeypatch.setattr("quizzes.api.answers", broken)
    response = visitor().get("/api/v1/quizzes/us/match?name=Lviv")
    assert response.status_code == 500
    (line,) = lines(folder, "impossible")
    assert line["context"] == {"method": "GET", "path": "/api/v1/quizzes/us/match"}
    assert line["where"].endswith(" broken")
