"""PUT replaces a saved play, PATCH changes it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import F

from places.models import Place
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
    change_body,
    create_play,
    get_play,
    named_ids,
    play_body,
    send,
)
from plays.validation import validate_and_score
from quizzes.tests.client import error_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def play() -> dict[str, Any]:
    return create_play()


def put(play: dict[str, Any], **changes: Any) -> Any:
    return send("PUT", f"{PLAYS}/{play['id']}", play_body(**{"revision": 1, **changes}), secret=play["secret"])


def patch(play: dict[str, Any], **changes: Any) -> Any:
    return send("PATCH", f"{PLAYS}/{play['id']}", change_body(**changes), secret=play["secret"])


def test_put_replaces_the_whole_play(play: dict[str, Any]) -> None:
    response = put(play, places=[PORTLAND, CHICAGO], mode="every", started="2026-10-01T00:00:00Z")
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    after = get_play(play["id"])
    assert [place["id"] for place in after["places"]] == [PORTLAND, CHICAGO]
    assert (after["mode"], after["started"], after["revision"]) == ("every", "2026-10-01T00:00:00Z", 2)
    assert response.json() == play | {"secret": None, "revision": 2, "count": 2, "population": after["population"]}


def test_patch_removes_places_and_appends_others(play: dict[str, Any]) -> None:
    response = patch(play, removed=[LOS_ANGELES], added=[PORTLAND], ended="2026-11-01T21:00:00Z", mode="filtered")
    assert response.status_code == 200
    after = get_play(play["id"])
    assert [place["id"] for place in after["places"]] == [NEW_YORK, CHICAGO, PORTLAND]
    assert (after["mode"], after["ended"], after["revision"]) == ("filtered", "2026-11-01T21:00:00Z", 2)
    assert after["started"] == "2026-11-01T20:00:00Z"
    assert response.json() == play | {"secret": None, "revision": 2, "population": after["population"]}


def test_a_place_that_is_removed_and_added_moves_to_the_end(play: dict[str, Any]) -> None:
    assert patch(play, removed=[NEW_YORK], added=[NEW_YORK]).status_code == 200
    assert named_ids(play["id"]) == [LOS_ANGELES, CHICAGO, NEW_YORK]


def test_an_empty_change_raises_the_revision(play: dict[str, Any]) -> None:
    assert patch(play).json()["revision"] == 2
    assert named_ids(play["id"]) == AMERICAN


def test_changes_follow_one_another(play: dict[str, Any]) -> None:
    assert patch(play, added=[PORTLAND]).json()["revision"] == 2
    assert put(play, revision=2, places=[CHICAGO]).json()["revision"] == 3
    assert patch(play, revision=3, added=[NEW_YORK]).json()["revision"] == 4
    assert named_ids(play["id"]) == [CHICAGO, NEW_YORK]


def test_a_change_sets_the_time_of_change_and_keeps_the_time_of_saving(play: dict[str, Any]) -> None:
    before = get_play(play["id"])
    patch(play)
    after = get_play(play["id"])
    assert after["saved"] == before["saved"]
    assert after["changed"] > before["changed"]


@pytest.mark.parametrize("change", [put, patch])
def test_a_change_of_an_old_revision_gets_409(play: dict[str, Any], change: Any) -> None:
    assert change(play, mode="every").status_code == 200
    response = change(play, mode="filtered")
    assert (response.status_code, error_code(response)) == (409, "stale_play")
    assert "2" in response.json()["error"]["message"]
    assert get_play(play["id"])["mode"] == "every"


@pytest.mark.parametrize("change", [put, patch])
def test_the_slower_of_two_simultaneous_changes_gets_409(
    play: dict[str, Any], change: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second change arrives between the first one's read and its write."""

    def change_before_validation(*args: Any) -> Any:
        Play.objects.update(revision=F("revision") + 1, mode="every")
        return validate_and_score(*args)

    monkeypatch.setattr(saving, "validate_and_score", change_before_validation)
    response = change(play, mode="filtered")
    assert (response.status_code, error_code(response)) == (409, "stale_play")
    after = get_play(play["id"])
    assert (after["mode"], after["revision"]) == ("every", 2)


def test_moving_a_play_to_another_quiz_gets_400(play: dict[str, Any]) -> None:
    response = put(play, quiz="world")
    assert (response.status_code, error_code(response)) == (400, "bad_quiz")
    assert get_play(play["id"])["quiz"] == "us"


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
def test_an_invalid_change_changes_nothing(play: dict[str, Any], changes: dict[str, Any], code: str) -> None:
    response = patch(play, **changes)
    assert (response.status_code, error_code(response)) == (400, code)
    after = get_play(play["id"])
    assert ([place["id"] for place in after["places"]], after["revision"]) == (AMERICAN, 1)


def test_the_error_lists_places_of_other_quizzes(play: dict[str, Any]) -> None:
    for response in (patch(play, added=[PORTLAND, BERLIN]), put(play, places=[*AMERICAN, BERLIN])):
        assert response.status_code == 400
        assert response.json()["error"]["code"] == "not_in_quiz"
        assert response.json()["error"]["places"] == [BERLIN]
    assert get_play(play["id"])["revision"] == 1


def test_a_change_is_scored_as_a_whole_play_would_be(play: dict[str, Any]) -> None:
    """PATCH reads only the changed places, and adds them to the stored score."""
    final = [LOS_ANGELES, PORTLAND, NEW_YORK]
    changed = patch(play, removed=[NEW_YORK, CHICAGO], added=[PORTLAND, NEW_YORK]).json()
    whole = create_play(places=final)
    assert named_ids(play["id"]) == final
    assert (changed["count"], changed["population"]) == (whole["count"], whole["population"])


def test_after_a_data_load_a_change_scores_the_whole_play(play: dict[str, Any], new_data: Callable[[], None]) -> None:
    before = Place.objects.get(id=CHICAGO).population
    Place.objects.filter(id=CHICAGO).update(population=before + 1_000)
    new_data()
    changed = patch(play, added=[PORTLAND]).json()
    portland = Place.objects.get(id=PORTLAND).population
    assert changed["population"] == play["population"] + 1_000 + portland
