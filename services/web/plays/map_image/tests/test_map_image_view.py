"""/plays/<id>/map.png: kept by many, but only as long as the play is there and as it was."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from django.core.cache import cache
from PIL import Image
from pytest_django import Settings

from places.models import DataVersion
from plays.map_image import views
from plays.models import Play, pack
from quizzes.models import Quiz
from quizzes.tests.client import visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lettered")]

PARIS, LYON = 2988507, 2996944


@pytest.fixture
def play() -> Play:
    return Play.objects.create(
        quiz="fr", mode="plain", started=datetime.now(UTC), ended=datetime.now(UTC), named=pack([PARIS, LYON]),
        data_version="2026.01.0", places=2, population=2_660_000, quiz_places=9_000, quiz_population=50_000_000,
        secret_hash="0" * 64, key_hash="0" * 64,
    )  # fmt: skip


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What was drawn: for the tests of how a picture is kept, a stand-in draws."""
    calls: list[dict[str, Any]] = []

    def draw(quiz: Quiz, places: Any, **totals: Any) -> bytes:
        calls.append({"quiz": quiz, "places": [place.name for place in places], **totals})
        return b"picture %d" % len(calls)

    monkeypatch.setattr(views, "draw", draw)
    return calls


def address(play: Play | str) -> str:
    return f"/plays/{play}/map.png"


def test_it_is_the_picture_of_the_play(play: Play) -> None:
    response = visitor().get(address(play))
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert Image.open(BytesIO(response.content)).size == (1200, 630)
    assert int(response["Content-Length"]) == len(response.content)


def test_it_is_drawn_with_the_score_that_the_play_was_judged_with(play: Play, drawn: list[dict[str, Any]]) -> None:
    visitor().get(address(play))
    assert drawn == [
        {
            "quiz": Quiz.objects.get(slug="fr"),
            "places": ["Paris", "Lyon"],
            "score": (2, 2_660_000),
            "whole": (9_000, 50_000_000),
        }
    ]


def test_anybody_may_keep_it_but_has_to_ask_each_time(play: Play) -> None:
    response = visitor().get(address(play))
    assert response["Cache-Control"] == "no-cache"
    assert "X-Accel-Expires" not in response
    assert not response.cookies
    assert "Vary" not in response


def test_it_is_drawn_once(play: Play, drawn: list[dict[str, Any]]) -> None:
    assert [visitor().get(address(play)).content for _ in range(3)] == [b"picture 1"] * 3
    assert len(drawn) == 1


def test_who_has_it_is_told_so_and_nothing_is_drawn(play: Play, drawn: list[dict[str, Any]]) -> None:
    etag = visitor().get(address(play))["ETag"]
    cache.clear()
    response = visitor().get(address(play), headers={"If-None-Match": etag})
    assert (response.status_code, response.content) == (304, b"")
    assert (response["ETag"], response["Cache-Control"]) == (etag, "no-cache")
    assert len(drawn) == 1
    assert visitor().get(address(play), headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_change_of_the_play_the_data_or_the_release_is_another_picture(
    play: Play, drawn: list[dict[str, Any]], settings: Settings
) -> None:
    etags = {visitor().get(address(play))["ETag"]}
    Play.objects.filter(id=play.id).update(revision=2)
    etags.add(visitor().get(address(play))["ETag"])
    DataVersion.objects.update(fingerprint="0123456789abcdef")
    etags.add(visitor().get(address(play))["ETag"])
    settings.BUILD_ID = "9.9.9"
    etags.add(visitor().get(address(play))["ETag"])
    assert len(etags) == len(drawn) == 4


def test_head_is_get_without_the_picture(play: Play) -> None:
    whole, head = visitor().get(address(play)), visitor().head(address(play))
    assert (head.status_code, head.content) == (200, b"")
    for name in ("Content-Type", "Content-Length", "ETag", "Cache-Control"):
        assert head[name] == whole[name]


def test_nothing_else_is_answered(play: Play) -> None:
    assert visitor().post(address(play)).status_code == 405


@pytest.mark.parametrize("id_", ["22222222222", "x", "%00", "Ж", "2" * 500])
def test_there_is_no_picture_of_a_play_that_never_was(id_: str) -> None:
    assert visitor().get(address(id_)).status_code == 404


def test_a_deletion_holds_at_once(play: Play) -> None:
    etag = visitor().get(address(play))["ETag"]
    Play.objects.all().delete()
    assert visitor().get(address(play)).status_code == 404
    assert visitor().get(address(play), headers={"If-None-Match": etag}).status_code == 404


def test_a_quiz_that_left_the_catalogue_has_no_picture(play: Play) -> None:
    Play.objects.filter(id=play.id).update(quiz="atlantis")
    assert visitor().get(address(play)).status_code == 404


def test_a_play_whose_places_left_the_data_has_one(play: Play) -> None:
    Play.objects.filter(id=play.id).update(named=pack([1, 2]))
    assert visitor().get(address(play)).status_code == 200


def test_before_the_first_load_it_is_a_503(play: Play) -> None:
    DataVersion.objects.all().delete()
    assert visitor().get(address(play)).status_code == 503


@pytest.mark.redis
def test_redis_keeps_it_for_a_day(play: Play, drawn: list[dict[str, Any]]) -> None:
    visitor().get(address(play))
    client = cache.client.get_client()  # type: ignore[attr-defined]
    (key,) = client.keys("*picture:*")
    assert play.id.encode() in key
    assert 0 < client.ttl(key) <= 24 * 3600


def test_a_redis_that_is_away_makes_it_slower_and_nothing_else(
    play: Play, drawn: list[dict[str, Any]], settings: Settings
) -> None:
    nobody = {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": "unix:///nonexistent/redis.sock",
        "OPTIONS": {"IGNORE_EXCEPTIONS": True},
    }
    settings.CACHES = {"default": nobody}
    assert visitor().get(address(play)).content == b"picture 1"
    assert visitor().get(address(play)).content == b"picture 2"
