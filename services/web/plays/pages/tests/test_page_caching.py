"""Browsers revalidate a page on every request. A 304 needs no query for places."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from places.models import DataVersion
from plays.models import Play
from plays.tests.factories import CHICAGO, NEW_YORK, create_play
from quizzes.tests.client import visitor

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["result", "comparison"])
def path(request: pytest.FixtureRequest) -> str:
    one, other = create_play()["id"], create_play(places=[NEW_YORK])["id"]
    return f"/plays/{one}" if request.param == "result" else f"/plays/{one}/with/{other}"


def test_a_page_is_revalidated_by_etag(path: str) -> None:
    response = visitor().get(path)
    assert response["Cache-Control"] == "no-cache"
    assert "cookie" not in response.get("Vary", "").lower()
    assert DataVersion.objects.get().fingerprint in response["ETag"]


def test_an_unchanged_page_gets_304_without_a_query_for_places(path: str) -> None:
    etag = visitor().get(path)["ETag"]
    with CaptureQueriesContext(connection) as queries:
        response = visitor().get(path, headers={"If-None-Match": etag})
    assert (response.status_code, response.content, response["ETag"]) == (304, b"", etag)
    assert not [query for query in queries if "places_place " in query["sql"]]


def test_a_save_a_data_load_and_a_release_change_the_etag(path: str, settings: Settings) -> None:
    etags = {visitor().get(path)["ETag"]}
    settings.BUILD_ID = "9.9.9"
    etags.add(visitor().get(path)["ETag"])
    Play.objects.update(revision=2)
    etags.add(visitor().get(path)["ETag"])
    DataVersion.objects.update(fingerprint="0123456789abcdef")
    etags.add(visitor().get(path)["ETag"])
    assert len(etags) == 4


def test_a_page_takes_three_queries() -> None:
    play = create_play(places=[CHICAGO])
    visitor().get(f"/plays/{play['id']}")
    with CaptureQueriesContext(connection) as queries:
        visitor().get(f"/plays/{play['id']}")
    assert len(queries) == 3  # the play, the data's version, its places
