"""/plays/<id>/map.png: caching, changes and deletions."""

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

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fonts")]

PARIS, LYON = 2988507, 2996944


@pytest.fixture
def play() -> Play:
    """A saved play of Paris and Lyon in the quiz France."""
    return Play.objects.create(
        quiz="fr", mode="plain", started=datetime.now(UTC), ended=datetime.now(UTC), named=pack([PARIS, LYON]),
        data_version="2026.01.0", places=2, population=2_660_000, quiz_places=9_000, quiz_population=50_000_000,
        secret_hash="0" * 64, key_hash="0" * 64,
    )  # fmt: skip


@pytest.fixture
def drawings(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The calls of a fake draw_map_image, which is faster than the real one."""
    calls: list[dict[str, Any]] = []

    def fake_draw(quiz: Quiz, places: Any, **totals: Any) -> bytes:
        calls.append({"quiz": quiz, "places": [place.id for place in places], **totals})
        return b"image %d" % len(calls)

    monkeypatch.setattr(views, "draw_map_image", fake_draw)
    return calls


def address(play: Play | str) -> str:
    return f"/plays/{play}/map.png"


def test_the_address_serves_a_png(play: Play) -> None:
    response = visitor().get(address(play))
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert Image.open(BytesIO(response.content)).size == (1200, 630)
    assert int(response["Content-Length"]) == len(response.content)


def test_the_image_has_the_stored_score(play: Play, drawings: list[dict[str, Any]]) -> None:
    visitor().get(address(play))
    assert drawings == [
        {
            "quiz": Quiz.objects.get(slug="fr"),
            "places": [PARIS, LYON],
            "score": (2, 2_660_000),
            "quiz_total": (9_000, 50_000_000),
        }
    ]


@pytest.mark.usefixtures("drawings")
def test_other_sites_may_show_the_image(play: Play) -> None:
    response = visitor().get(address(play))
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    again = visitor().get(address(play), headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again["Cross-Origin-Resource-Policy"]) == (304, "cross-origin")


def test_browsers_revalidate_the_image(play: Play) -> None:
    response = visitor().get(address(play))
    assert response["Cache-Control"] == "no-cache"
    assert "X-Accel-Expires" not in response
    assert not response.cookies
    assert "Vary" not in response


def test_the_image_is_drawn_only_once(play: Play, drawings: list[dict[str, Any]]) -> None:
    assert [visitor().get(address(play)).content for _ in range(3)] == [b"image 1"] * 3
    assert len(drawings) == 1


def test_an_unchanged_image_gets_304_without_drawing(play: Play, drawings: list[dict[str, Any]]) -> None:
    etag = visitor().get(address(play))["ETag"]
    cache.clear()
    response = visitor().get(address(play), headers={"If-None-Match": etag})
    assert (response.status_code, response.content) == (304, b"")
    assert (response["ETag"], response["Cache-Control"]) == (etag, "no-cache")
    assert len(drawings) == 1
    assert visitor().get(address(play), headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_save_a_data_load_and_a_release_change_the_image(
    play: Play, drawings: list[dict[str, Any]], settings: Settings
) -> None:
    etags = {visitor().get(address(play))["ETag"]}
    Play.objects.filter(id=play.id).update(revision=2)
    etags.add(visitor().get(address(play))["ETag"])
    DataVersion.objects.update(fingerprint="0123456789abcdef")
    etags.add(visitor().get(address(play))["ETag"])
    settings.BUILD_ID = "9.9.9"
    etags.add(visitor().get(address(play))["ETag"])
    assert len(etags) == len(drawings) == 4


def test_head_is_get_without_the_body(play: Play) -> None:
    whole, head = visitor().get(address(play)), visitor().head(address(play))
    assert (head.status_code, head.content) == (200, b"")
    for name in ("Content-Type", "Content-Length", "ETag", "Cache-Control"):
        assert head[name] == whole[name]


def test_post_is_refused(play: Play) -> None:
    assert visitor().post(address(play)).status_code == 405


@pytest.mark.parametrize("id_", ["22222222222", "x", "%00", "Ж", "2" * 500])
def test_an_unknown_play_has_no_image(id_: str) -> None:
    assert visitor().get(address(id_)).status_code == 404


def test_a_deletion_takes_effect_at_once(play: Play) -> None:
    etag = visitor().get(address(play))["ETag"]
    Play.objects.all().delete()
    assert visitor().get(address(play)).status_code == 404
    assert visitor().get(address(play), headers={"If-None-Match": etag}).status_code == 404


def test_a_play_whose_quiz_left_the_catalogue_has_no_image(play: Play) -> None:
    Play.objects.filter(id=play.id).update(quiz="atlantis")
    assert visitor().get(address(play)).status_code == 404


def test_a_play_with_unknown_places_has_an_image(play: Play) -> None:
    Play.objects.filter(id=play.id).update(named=pack([1, 2]))
    assert visitor().get(address(play)).status_code == 200


def test_without_data_it_gets_503(play: Play) -> None:
    DataVersion.objects.all().delete()
    assert visitor().get(address(play)).status_code == 503


@pytest.mark.redis
def test_redis_caches_the_image_for_a_day(play: Play, drawings: list[dict[str, Any]]) -> None:
    visitor().get(address(play))
    client = cache.client.get_client()  # type: ignore[attr-defined]
    (key,) = client.keys("*map-image:*")
    assert play.id.encode() in key
    assert 0 < client.ttl(key) <= 24 * 3600


def test_without_redis_the_image_is_drawn_every_time(
    play: Play, drawings: list[dict[str, Any]], settings: Settings
) -> None:
    unreachable = {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": "unix:///nonexistent/redis.sock",
        "OPTIONS": {"IGNORE_EXCEPTIONS": True},
    }
    settings.CACHES = {"default": unreachable}
    assert visitor().get(address(play)).content == b"image 1"
    assert visitor().get(address(play)).content == b"image 2"
