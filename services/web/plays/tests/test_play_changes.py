"""PUT and PATCH: a play of one's own, as it is from now on."""

from typing import Any

import pytest
from django.db.models import F

from plays import saving
from plays.models import Play
from plays.tests.factories import (
    AMERICAN,
    BERLIN,
    CHICAGO,
    LOS_ANGELES,
    NEW_YORK,
    PLAYS,
    PORTLAND,
    a_change,
    a_play,
    named,
    saved,
    send,
    shown,
)
from plays.validation import validate_and_score
from quizzes.tests.client import error_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def play() -> dict[str, Any]:
    return saved()


def put(play: dict[str, Any], **changes: Any) -> Any:
    return send("PUT", f"{PLAYS}/{play['id']}", a_play(**{"revision": 1, **changes}), secret=play["secret"])


def patch(play: dict[str, Any], **changes: Any) -> Any:
    return send("PATCH", f"{PLAYS}/{play['id']}", a_change(**changes), secret=play["secret"])


def test_put_replaces_the_whole(play: dict[str, Any]) -> None:
    response = put(play, places=[PORTLAND, CHICAGO], mode="every", started="2026-10-01T00:00:00Z")
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    after = shown(play["id"])
    assert [place["id"] for place in after["places"]] == [PORTLAND, CHICAGO]
    assert (after["mode"], after["started"], after["revision"]) == ("every", "2026-10-01T00:00:00Z", 2)
    assert response.json() == play | {"secret": None, "revision": 2, "count": 2, "population": after["population"]}


def test_patch_takes_out_and_puts_at_the_end(play: dict[str, Any]) -> None:
    response = patch(play, removed=[LOS_ANGELES], added=[PORTLAND], ended="2026-11-01T21:00:00Z", mode="filtered")
    assert response.status_code == 200
    after = shown(play["id"])
    assert [place["id"] for place in after["places"]] == [NEW_YORK, CHICAGO, PORTLAND]
    assert (after["mode"], after["ended"], after["revision"]) == ("filtered", "2026-11-01T21:00:00Z", 2)
    assert after["started"] == "2026-11-01T20:00:00Z"
    assert response.json() == play | {"secret": None, "revision": 2, "population": after["population"]}


def test_a_place_that_is_undone_and_named_again_goes_to_the_end(play: dict[str, Any]) -> None:
    assert patch(play, removed=[NEW_YORK], added=[NEW_YORK]).status_code == 200
    assert named(play["id"]) == [LOS_ANGELES, CHICAGO, NEW_YORK]


def test_a_change_of_nothing_is_a_change(play: dict[str, Any]) -> None:
    assert patch(play).json()["revision"] == 2
    assert named(play["id"]) == AMERICAN


def test_saving_again_and_again(play: dict[str, Any]) -> None:
    assert patch(play, added=[PORTLAND]).json()["revision"] == 2
    assert put(play, revision=2, places=[CHICAGO]).json()["revision"] == 3
    assert patch(play, revision=3, added=[NEW_YORK]).json()["revision"] == 4
    assert named(play["id"]) == [CHICAGO, NEW_YORK]


def test_the_time_of_the_change_is_kept_beside_that_of_the_saving(play: dict[str, Any]) -> None:
    before = shown(play["id"])
    patch(play)
    after = shown(play["id"])
    assert after["saved"] == before["saved"]
    assert after["changed"] > before["changed"]


@pytest.mark.parametrize("change", [put, patch])
def test_another_revision_than_the_present_is_a_409(play: dict[str, Any], change: Any) -> None:
    assert change(play, mode="every").status_code == 200
    response = change(play, mode="filtered")
    assert (response.status_code, error_code(response)) == (409, "stale_play")
    assert "2" in response.json()["error"]["message"]
    assert shown(play["id"])["mode"] == "every"


@pytest.mark.parametrize("change", [put, patch])
def test_of_two_changes_at_a_time_one_is_a_409(
    play: dict[str, Any], change: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other comes between this one's reading and its writing."""

    def meanwhile(*args: Any) -> Any:
        Play.objects.update(revision=F("revision") + 1, mode="every")
        return validate_and_score(*args)

    monkeypatch.setattr(saving, "validate_and_score", meanwhile)
    response = change(play, mode="filtered")
    assert (response.status_code, error_code(response)) == (409, "stale_play")
    after = shown(play["id"])
    assert (after["mode"], after["revision"]) == ("every", 2)


def test_a_play_stays_in_its_quiz(play: dict[str, Any]) -> None:
    response = put(play, quiz="world")
    assert (response.status_code, error_code(response)) == (400, "bad_quiz")
    assert shown(play["id"])["quiz"] == "us"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"added": [NEW_YORK]}, "bad_places"),
        ({"added": [PORTLAND, PORTLAND]}, "bad_places"),
        ({"removed": AMERICAN}, "bad_places"),
        ({"removed": [PORTLAND]}, "bad_removed"),
        ({"removed": ["1"]}, "bad_removed"),
        ({"added": [0]}, "bad_added"),
        ({"ended": "2026-11-01T19:59:59Z"}, "bad_ended"),
        ({"revision": 0}, "bad_revision"),
        ({"revision": "1"}, "bad_revision"),
        ({"revision": 2**31}, "bad_revision"),
        ({"revision": None}, "bad_revision"),
        ({"mode": "fast"}, "bad_mode"),
    ],
)
def test_a_bad_change_is_a_400_and_changes_nothing(play: dict[str, Any], changes: dict[str, Any], code: str) -> None:
    response = patch(play, **changes)
    assert (response.status_code, error_code(response)) == (400, code)
    after = shown(play["id"])
    assert ([place["id"] for place in after["places"]], after["revision"]) == (AMERICAN, 1)


def test_a_foreign_place_is_named(play: dict[str, Any]) -> None:
    for response in (patch(play, added=[PORTLAND, BERLIN]), put(play, places=[*AMERICAN, BERLIN])):
        assert response.status_code == 400
        assert response.json()["error"]["code"] == "not_in_quiz"
        assert response.json()["error"]["places"] == [BERLIN]
    assert shown(play["id"])["revision"] == 1
