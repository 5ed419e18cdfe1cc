"""The JSON of a large play is made once for each version of the play."""

import gzip
import json
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
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
    for response, encoding in ((plain, None), (compressed, "gzip")):
        assert response.get("Content-Encoding") == encoding
        assert response["Vary"] == "Accept-Encoding"
        assert response["ETag"].startswith('W/"')
        again = visitor().get(path, headers={"If-None-Match": response["ETag"], "Accept-Encoding": encoding or ""})
        assert again.status_code == 304
        for header in ("ETag", "Vary", "Cache-Control"):
            assert again[header] == response[header]


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip", "gzip"),
        ("GZIP;q=1.0", "gzip"),
        ("br, gzip; q=0.001", "gzip"),
        ("identity;q=0, gzip", "gzip"),
        ("gzip;q=0", None),
        ("identity, gzip; q=0.000", None),
        ("br", None),
        ("gzip-2, notgzip", None),
        ("*", None),  # accepts it uncompressed too
        ("", None),
    ],
)
def test_it_is_compressed_only_for_clients_that_accept_gzip(accepted: str, encoding: str | None) -> None:
    path = f"{PLAYS}/{create_play()['id']}"
    assert visitor().get(path, headers={"Accept-Encoding": accepted}).get("Content-Encoding") == encoding


def test_what_the_cache_holds_of_a_play_is_deleted_with_it() -> None:
    def cached(play: dict[str, Any]) -> int:
        return len(cache.get_many([f"{kind}:{settings.BUILD_ID}:{play['id']}" for kind in ("play-json", "play-index")]))

    plays = [create_play() for _ in range(3)]
    for play in plays:
        for path in (f"{PLAYS}/{play['id']}", f"/plays/{play['id']}"):
            assert visitor().get(path).status_code == 200
    assert [cached(play) for play in plays] == [2, 2, 2]
    assert send("DELETE", f"{PLAYS}/{plays[0]['id']}", secret=plays[0]["secret"]).status_code == 204
    call_command("plays", "--delete", plays[1]["id"], "--yes", stdout=StringIO())
    assert [cached(play) for play in plays] == [0, 0, 2]
