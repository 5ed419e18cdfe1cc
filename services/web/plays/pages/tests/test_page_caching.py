"""Browsers keep a page but ask each time, and are told without a place being looked up."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from places.models import DataVersion
from plays.models import Play
from plays.tests.factories import CHICAGO, NEW_YORK, saved
from quizzes.tests.client import visitor

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["result", "comparison"])
def path(request: pytest.FixtureRequest) -> str:
    one, other = saved()["id"], saved(places=[NEW_YORK])["id"]
    return f"/plays/{one}" if request.param == "result" else f"/plays/{one}/with/{other}"


def test_a_page_is_kept_but_asked_for(path: str) -> None:
    response = visitor().get(path)
    assert response["Cache-Control"] == "no-cache"
    assert "cookie" not in response.get("Vary", "").lower()
    assert DataVersion.objects.get().fingerprint in response["ETag"]


def test_who_has_it_gets_a_304_before_places_are_looked_up(path: str) -> None:
    etag = visitor().get(path)["ETag"]
    with CaptureQueriesContext(connection) as queries:
        response = visitor().get(path, headers={"If-None-Match": etag})
    assert (response.status_code, response.content, response["ETag"]) == (304, b"", etag)
    assert not [query for query in queries if "places_place " in query["sql"]]


def test_a_save_other_data_and_another_release_make_it_another(path: str, settings: Settings) -> None:
    etags = {visitor().get(path)["ETag"]}
    settings.BUILD_ID = "9.9.9"
    etags.add(visitor().get(path)["ETag"])
    Play.objects.update(revision=2)
    etags.add(visitor().get(path)["ETag"])
    DataVersion.objects.update(fingerprint="0123456789abcdef")
    etags.add(visitor().get(path)["ETag"])
    assert len(etags) == 4


def test_a_page_takes_a_handful_of_queries() -> None:
    play = saved(places=[CHICAGO])
    visitor().get(f"/plays/{play['id']}")
    with CaptureQueriesContext(connection) as queries:
        visitor().get(f"/plays/{play['id']}")
    assert len(queries) == 3  # the play, the data's version, its places
