"""Invalid plays are refused with a message, and nothing is saved."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError

from plays import saving
from plays.models import Play
from plays.tests.factories import BERLIN, BROOKLYN, NEW_YORK, PLAYS, PORTLAND, UNUSED_ID, create_play, play_body, send
from quizzes.models import Quiz
from quizzes.tests.client import error_code

pytestmark = pytest.mark.django_db

TOMORROW = datetime.now(UTC) + timedelta(days=1, minutes=5)

INVALID = {
    "an unknown quiz": ("bad_quiz", {"quiz": "nowhere"}),
    "a quiz in capitals": ("bad_quiz", {"quiz": "US"}),
    "an empty quiz": ("bad_quiz", {"quiz": ""}),
    "a quiz with NUL": ("bad_quiz", {"quiz": "us\0"}),
    "half a surrogate pair": ("bad_quiz", {"quiz": "\ud800"}),
    "a long quiz": ("bad_quiz", {"quiz": "u" * 101}),
    "a number for a quiz": ("bad_quiz", {"quiz": 5}),
    "no places": ("bad_places", {"places": []}),
    "null places": ("bad_places", {"places": None}),
    "text for places": ("bad_places", {"places": "5128581"}),
    "an object for places": ("bad_places", {"places": {"5128581": 1}}),
    "text for an id": ("bad_places", {"places": [NEW_YORK, "5746545"]}),
    "a fraction for an id": ("bad_places", {"places": [5746545.0]}),
    "true for an id": ("bad_places", {"places": [True]}),
    "null for an id": ("bad_places", {"places": [None]}),
    "a list for an id": ("bad_places", {"places": [[NEW_YORK]]}),
    "zero": ("bad_places", {"places": [0]}),
    "a negative id": ("bad_places", {"places": [-NEW_YORK]}),
    "an id of 64 bits": ("bad_places", {"places": [2**63]}),
    "an id of 1,300 bits": ("bad_places", {"places": [10**400]}),
    "a duplicate id": ("bad_places", {"places": [NEW_YORK, PORTLAND, NEW_YORK]}),
    "no mode": ("bad_mode", {"mode": None}),
    "another mode": ("bad_mode", {"mode": "Plain"}),
    "a time without a date": ("bad_started", {"started": "20:15"}),
    "a number for a time": ("bad_started", {"started": 1_793_000_000}),
    "a number as text for a time": ("bad_started", {"started": "1793000000"}),
    "a time with NUL": ("bad_started", {"started": "2026-11-01T20:00:00Z\0"}),
    "no time": ("bad_ended", {"ended": None}),
    "before there was a quiz": ("bad_started", {"started": "2019-12-31T23:59:59Z"}),
    "the first year": ("bad_started", {"started": "0001-01-01T00:00:00+23:59"}),
    "the last year": ("bad_ended", {"ended": "9999-12-31T23:59:59-23:59"}),
    "more than a day ahead": ("bad_ended", {"ended": TOMORROW.isoformat()}),
    "ended before it started": ("bad_ended", {"started": "2026-11-01T20:00:01Z", "ended": "2026-11-01T20:00:00Z"}),
    "a number for a version": ("bad_data_version", {"data_version": 2026}),
    "a long version": ("bad_data_version", {"data_version": "2" * 21}),
}


@pytest.mark.parametrize(("code", "changes"), INVALID.values(), ids=INVALID)
def test_an_invalid_play_gets_400(code: str, changes: dict[str, Any]) -> None:
    response = send("POST", PLAYS, play_body(**changes))
    assert (response.status_code, error_code(response)) == (400, code)
    assert not Play.objects.exists()


@pytest.mark.parametrize("field", ["quiz", "places", "started", "ended", "mode"])
def test_the_error_names_the_missing_field(field: str) -> None:
    body = play_body()
    del body[field]
    assert error_code(send("POST", PLAYS, body)) == f"bad_{field}"


@pytest.mark.parametrize("key", ["", "a" * 21, "a" * 201, "é" * 30, "a b" * 10, "a\tb" * 10])
def test_an_invalid_idempotency_key_gets_400(key: str) -> None:
    response = send("POST", PLAYS, play_body(), key=key)
    assert (response.status_code, error_code(response)) == (400, "bad_idempotency_key")
    assert not Play.objects.exists()


def test_the_error_lists_all_places_that_are_not_in_the_quiz() -> None:
    response = send("POST", PLAYS, play_body(places=[BERLIN, NEW_YORK, UNUSED_ID, BROOKLYN]))
    assert response.status_code == 400
    error = response.json()["error"]
    assert (error["code"], error["places"]) == ("not_in_quiz", [BERLIN, UNUSED_ID, BROOKLYN])
    assert list(error) == ["code", "message", "places"]
    assert "'us'" in error["message"]
    assert not Play.objects.exists()


def test_a_play_with_more_places_than_the_quiz_is_refused() -> None:
    quiz = Quiz.objects.get(slug="ad")
    for number, code in ((quiz.places, "not_in_quiz"), (quiz.places + 1, "bad_places")):
        response = send("POST", PLAYS, play_body(quiz="ad", places=list(range(1, number + 1))))
        assert response.json()["error"]["code"] == code


def test_an_old_data_version_gets_409() -> None:
    response = send("POST", PLAYS, play_body(data_version="2025.01.0"))
    assert (response.status_code, error_code(response)) == (409, "stale_data")
    assert create_play()["data_version"] in response.json()["error"]["message"]


def test_the_message_says_what_is_wrong_and_what_was_expected() -> None:
    def message(**changes: Any) -> str:
        text: str = send("POST", PLAYS, play_body(**changes)).json()["error"]["message"]
        return text

    assert message(places=[NEW_YORK, "5"]) == "places[1]: Input should be a valid integer."
    assert message(places=[NEW_YORK, PORTLAND, NEW_YORK]).startswith(f"{NEW_YORK} is listed twice.")
    assert "'plain', 'filtered' or 'every'" in message(mode="fast")
    assert "ISO 8601" in message(started="yesterday")
    assert "/api/v1/quizzes" in message(quiz="nowhere")


@pytest.mark.parametrize("key", [None, "k" * 30])
def test_an_unreachable_database_gets_503(key: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse_connection(*args: Any) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(saving, "validate_and_score", refuse_connection)
    response = send("POST", PLAYS, play_body(), key=key)
    assert (response.status_code, error_code(response)) == (503, "database_away")
    assert response["Retry-After"]
