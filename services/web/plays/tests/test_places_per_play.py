"""A play has at most MAX_PLACES_PER_PLAY places, whichever request makes it grow."""

from typing import Any

import pytest
from pytest_django import Settings

from plays.models import Play
from plays.tests.factories import (
    AMERICAN,
    CHICAGO,
    NEW_YORK,
    PLAYS,
    PORTLAND,
    change_body,
    create_play,
    play_body,
    send,
)
from quizzes.models import Quiz
from quizzes.tests.client import error_code

pytestmark = pytest.mark.django_db

LIMIT = len(AMERICAN)
TOO_MANY = [*AMERICAN, PORTLAND]


@pytest.fixture(autouse=True)
def _limit(settings: Settings) -> None:
    settings.MAX_PLACES_PER_PLAY = LIMIT


def change(play: dict[str, Any], method: str, body: dict[str, Any]) -> Any:
    return send(method, f"{PLAYS}/{play['id']}", body, secret=play["secret"])


def assert_too_many(response: Any, sent: int = LIMIT + 1) -> None:
    assert (response.status_code, error_code(response)) == (400, "bad_places")
    message = response.json()["error"]["message"]
    assert message == f"This play can have at most {LIMIT} places; it would have {sent}. The change was not saved."


def test_no_play_is_created_beyond_the_limit() -> None:
    assert_too_many(send("POST", PLAYS, play_body(places=TOO_MANY)))
    assert not Play.objects.exists()
    assert send("POST", PLAYS, play_body()).status_code == 201


@pytest.mark.parametrize(
    ("method", "body"), [("PATCH", change_body(added=[PORTLAND])), ("PUT", play_body(places=TOO_MANY, revision=1))]
)
def test_no_play_grows_beyond_the_limit(method: str, body: dict[str, Any]) -> None:
    play = create_play()
    assert_too_many(change(play, method, body))
    assert (Play.objects.get().ids, Play.objects.get().revision) == (AMERICAN, 1)


def test_a_play_at_the_limit_may_exchange_places() -> None:
    assert change(create_play(), "PATCH", change_body(removed=[CHICAGO], added=[PORTLAND])).status_code == 200


def test_a_play_from_before_the_limit_may_change_but_not_grow(settings: Settings) -> None:
    play = create_play()
    settings.MAX_PLACES_PER_PLAY = LIMIT - 1
    assert change(play, "PATCH", change_body(mode="every")).status_code == 200
    assert change(play, "PUT", play_body(places=AMERICAN[::-1], revision=2)).status_code == 200
    grown = change(play, "PATCH", change_body(added=[PORTLAND], revision=3)).json()["error"]["message"]
    assert grown.startswith(f"This play can have at most {LIMIT} places")  # those that it has


def test_a_limit_of_zero_means_as_many_as_the_quiz_has(settings: Settings) -> None:
    settings.MAX_PLACES_PER_PLAY = 0
    places = Quiz.objects.get(slug="ad").places
    response = send("POST", PLAYS, play_body(quiz="ad", places=list(range(1, places + 2))))
    assert f"at most {places} places" in response.json()["error"]["message"]
    assert create_play(places=[NEW_YORK])["count"] == 1
