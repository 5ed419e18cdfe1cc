"""The JSON of a large play is made once for each version of the play."""

import gzip
import json
from typing import Any

import pytest
from pytest_django import Settings

from plays.tests.factories import AMERICAN, PLAYS, PORTLAND, change_body, create_play, send
from quizzes.tests.client import visitor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _everything_is_large(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    monkeypatch.setattr("plays.large_plays.MAX_PLACES_WITHOUT_SLOT", len(AMERICAN) - 1)
    settings.DEBUG = False


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the plays whose JSON was made, not read from the cache."""
    from plays import large_play_json, serialization

    ids: list[str] = []

    def record(play: Any, **options: Any) -> bytes:
        ids.append(play.id)
        return serialization.play_detail_json(play, **options)

    monkeypatch.setattr(large_play_json, "play_detail_json", record)
    return ids


def test_it_is_made_once_until_the_play_changes(made: list[str]) -> None:
    play = create_play()
    path = f"{PLAYS}/{play['id']}"
    first, second = send("GET", path).json(), send("GET", path).json()
    assert first == second
    assert made == [play["id"]]
    assert send("PATCH", path, change_body(added=[PORTLAND]), secret=play["secret"]).status_code == 200
    assert [place["id"] for place in send("GET", path).json()["places"]] == [*AMERICAN, PORTLAND]
    assert made == [play["id"]] * 2
    send("DELETE", path, secret=play["secret"])
    assert send("GET", path).status_code == 404


@pytest.mark.usefixtures("made")
def test_browsers_get_it_compressed_and_others_as_it_is() -> None:
    path = f"{PLAYS}/{create_play()['id']}"
    plain = visitor().get(path)
    compressed = visitor().get(path, headers={"Accept-Encoding": "gzip, br"})
    assert gzip.decompress(compressed.content) == plain.content
    assert json.loads(plain.content)["places"]
    for response, encoding, etag in ((plain, None, '"'), (compressed, "gzip", 'W/"')):
        assert response.get("Content-Encoding") == encoding
        assert response["Vary"] == "Accept-Encoding"
        assert response["ETag"].startswith(etag)
        again = visitor().get(path, headers={"If-None-Match": response["ETag"], "Accept-Encoding": encoding or ""})
        assert again.status_code == 304
