"""What needs the work slot answers 503 while it is taken; plays of usual size do not need it."""

import json
from typing import Any

import pytest

from config.tests.second_connection import taken_slot
from plays.tests.factories import AMERICAN, CHICAGO, NEW_YORK, PLAYS, PORTLAND, change_body, create_play, send
from quizzes.tests.client import error_code, visitor

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def play(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A play that is too large to be shown without the slot."""
    monkeypatch.setattr("plays.large_plays.MAX_PLACES_WITHOUT_SLOT", len(AMERICAN) - 1)
    return create_play()


def status_while_taken(path: str) -> tuple[int, str | None]:
    with taken_slot():
        response = visitor().get(path)
    return response.status_code, response.get("Retry-After")


@pytest.mark.parametrize("path", ["/plays/{}", "/plays/{}?missed=1", "/plays/{}/map.png", "/api/v1/plays/{}"])
def test_showing_a_large_play_needs_the_slot(play: Any, path: str) -> None:
    assert status_while_taken(path.format(play["id"])) == (503, "2")
    assert visitor().get(path.format(play["id"])).status_code == 200


def test_only_the_compressed_json_needs_no_slot_once_it_is_cached(play: Any) -> None:
    path = f"/api/v1/plays/{play['id']}"
    assert visitor().get(path).status_code == 200
    assert status_while_taken(path) == (503, "2")
    with taken_slot():
        assert visitor().get(path, headers={"Accept-Encoding": "gzip"}).status_code == 200


def test_comparing_needs_the_slot_if_one_play_is_large(play: Any) -> None:
    small = [create_play(places=[place]) for place in (CHICAGO, NEW_YORK)]
    assert status_while_taken(f"/plays/{play['id']}/with/{small[0]['id']}") == (503, "2")
    assert status_while_taken(f"/plays/{small[0]['id']}/with/{play['id']}") == (503, "2")
    assert status_while_taken(f"/plays/{small[0]['id']}/with/{small[1]['id']}") == (200, None)


def test_a_small_play_needs_no_slot(play: Any) -> None:
    small = create_play(places=[CHICAGO])
    for path in ("/plays/{}", "/plays/{}?missed=1", "/api/v1/plays/{}"):
        assert status_while_taken(path.format(small["id"])) == (200, None)


def test_a_large_play_needs_the_slot_only_once_for_all_its_pages(play: Any) -> None:
    path, small = f"/plays/{play['id']}", create_play(places=[CHICAGO])
    first = visitor().get(path)
    for query in ("", "?order=size", "?order=area&page=2", "?missed=1", f"/with/{small['id']}"):
        assert status_while_taken(path + query) == (200, None)
    with taken_slot():
        assert visitor().get(path).content == first.content
    change = change_body(added=[PORTLAND])
    assert send("PATCH", f"{PLAYS}/{play['id']}", change, secret=play["secret"]).status_code == 200
    assert status_while_taken(path) == (503, "2")  # another version of the play


def test_a_long_list_of_new_names_needs_the_slot() -> None:
    def post(count: int) -> Any:
        names = {"names": [f"nowhere number {i}" for i in range(count)]}
        return visitor().post("/api/v1/quizzes/us/matches", json.dumps(names), content_type="application/json")

    with taken_slot():
        long, short = post(100), post(10)
        assert (long.status_code, error_code(long)) == (503, "busy")
        assert short.status_code == 200
    assert post(100).status_code == 200
    with taken_slot():
        assert post(100).status_code == 200  # cached
