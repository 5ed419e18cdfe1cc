"""Responses may be cached publicly: without cookies, the same for every visitor, with an ETag for their data."""

import pytest
from pytest_django import Settings

from places.models import DataVersion
from quizzes.current_data import NoDataLoaded, near_filter
from quizzes.models import Quiz
from quizzes.tests.client import error_code, visitor

pytestmark = pytest.mark.django_db

PATHS = [
    "/api/v1/quizzes",
    "/api/v1/quizzes/us",
    "/api/v1/quizzes/us/match?name=Portland",
    "/api/v1/quizzes/us/match?name=qqzzylburg",
    "/api/v1/quizzes/us/sections?name=Brooklyn",
]


@pytest.mark.parametrize("path", PATHS)
def test_response_is_public_and_the_same_for_every_visitor(path: str) -> None:
    response = visitor().get(path)
    assert response["Cache-Control"] == "public, max-age=300"
    assert response["X-Accel-Expires"] == "86400"
    assert "Set-Cookie" not in response
    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()
    again = visitor().get(path, headers={"Cookie": "a=b", "User-Agent": "x", "Accept-Language": "de"})
    assert (again.content, again["ETag"]) == (response.content, response["ETag"])


@pytest.mark.parametrize("path", PATHS)
def test_etag_contains_the_fingerprint_of_the_data(path: str) -> None:
    fingerprint = DataVersion.objects.get().fingerprint
    assert len(fingerprint) == 16
    assert fingerprint in visitor().get(path)["ETag"]


@pytest.mark.parametrize("path", PATHS)
def test_client_with_the_current_etag_gets_a_304(path: str) -> None:
    etag = visitor().get(path)["ETag"]
    response = visitor().get(path, headers={"If-None-Match": etag})
    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == etag
    assert visitor().get(path, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_etag_changes_with_the_data_and_with_the_release(path: str, settings: Settings) -> None:
    etags = {visitor().get(path)["ETag"]}
    settings.BUILD_ID = "9.9.9"
    etags.add(visitor().get(path)["ETag"])
    DataVersion.objects.update(fingerprint="0123456789abcdef")
    near_filter.cache_clear()
    etags.add(visitor().get(path)["ETag"])
    assert len(etags) == 3


@pytest.mark.parametrize("path", ["/api/v1/quizzes/us/match", "/api/v1/quizzes/nowhere"])
def test_errors_are_not_cacheable(path: str) -> None:
    response = visitor().get(path)
    assert response.status_code in (400, 404)
    assert response["Cache-Control"] == "no-store"
    assert "ETag" not in response
    assert "X-Accel-Expires" not in response


@pytest.mark.parametrize("endpoint", ["match", "sections"])
def test_fingerprint_in_the_address_does_not_change_the_response(endpoint: str) -> None:
    path = f"/api/v1/quizzes/us/{endpoint}?name=Brooklyn"
    responses = [visitor().get(path + data) for data in ("", "&data=e195c3202683b20d", "&data=")]
    assert [response.status_code for response in responses] == [200] * 3
    assert len({response.content for response in responses}) == 1


@pytest.mark.parametrize("path", PATHS)
def test_request_before_the_first_load_gets_503(path: str) -> None:
    assert visitor().get(path).status_code == 200
    DataVersion.objects.all().delete()
    Quiz.objects.all().delete()
    response = visitor().get(path)
    assert response.status_code == 503
    assert error_code(response) == "no_data"
    assert int(response["Retry-After"]) > 0
    assert "load_places" in response.json()["error"]["message"]


def test_load_during_a_match_gets_503(monkeypatch: pytest.MonkeyPatch) -> None:
    def replaced(fingerprint: str) -> None:
        raise NoDataLoaded

    monkeypatch.setattr("quizzes.match_cache.near_filter", replaced)
    response = visitor().get("/api/v1/quizzes/us/match?name=Portland")
    assert response.status_code == 503
    assert error_code(response) == "database_away"
