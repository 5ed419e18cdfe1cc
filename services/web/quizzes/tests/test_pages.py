"""The home page and the pages of quizzes, and the error pages shown instead of them."""

import json
import re

import pytest
from pytest_django import Settings

from places.models import DataVersion
from quizzes.models import Quiz
from quizzes.tests.client import visitor

pytestmark = pytest.mark.django_db


def page_text(path: str, status: int = 200) -> str:
    response = visitor().get(path)
    assert response.status_code == status
    assert response["Content-Type"] == "text/html; charset=utf-8"
    return response.content.decode()


def test_home_page_links_every_quiz_without_javascript() -> None:
    links = set(re.findall(r'href="/quizzes/([a-z0-9-]+)"', page_text("/")))
    assert links == set(Quiz.objects.values_list("slug", flat=True))


def test_home_page_begins_with_the_world_and_its_continents() -> None:
    slugs = re.findall(r'href="/quizzes/([a-z0-9-]+)"', page_text("/"))
    assert slugs[0] == "world"
    assert set(slugs[1:7]) == {"africa", "asia", "europe", "north-america", "oceania", "south-america"}


def test_home_page_credits_the_sources() -> None:
    page = page_text("/")
    for credit in ("GeoNames", "https://creativecommons.org/licenses/by/4.0/", "Natural Earth", "US Census"):
        assert credit in page


def test_home_page_leads_to_the_status_page_if_there_is_one(settings: Settings) -> None:
    assert "Status of this site" not in page_text("/")
    settings.STATUS_URL = "https://status.example/"
    assert '<a href="https://status.example/">Status of this site</a>' in page_text("/")


def test_quiz_page_contains_the_api_response_and_the_map_address() -> None:
    page = page_text("/quizzes/us")
    found = re.search(r'<script id="quiz-data" type="application/json">(.*?)</script>', page, re.DOTALL)
    assert found
    data = json.loads(found[1])
    assert data.pop("map_url").startswith("/static/maps/us.")
    assert data.pop("fingerprint") == DataVersion.objects.get().fingerprint
    assert data == visitor().get("/api/v1/quizzes/us").json()
    assert 'id="app"' in page
    assert "<title>United States · Toponaut</title>" in page


def test_title_is_escaped() -> None:
    Quiz.objects.filter(slug="us").update(title='</script><script>alert("1")')
    page = page_text("/quizzes/us")
    assert "alert" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize("path", ["/quizzes/nowhere", "/quizzes/US", "/quizzes/us/", "/quizzes/%00", "/quizzes/", "/x"])
def test_unknown_page_gets_404_with_a_link_home(path: str) -> None:
    page = page_text(path, 404)
    assert "Not on this map" in page
    assert 'href="/"' in page


@pytest.mark.parametrize("path", ["/", "/quizzes/us", "/quizzes/us?guess=Portland"])
def test_page_is_public_and_the_same_for_every_visitor(path: str) -> None:
    response = visitor().get(path)
    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()
    assert response["ETag"]
    again = visitor().get(path, headers={"Cookie": "a=b", "If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_guess_in_the_address_is_not_in_the_page() -> None:
    assert page_text("/quizzes/us?guess=<script>x") == page_text("/quizzes/us")


@pytest.mark.parametrize("path", ["/", "/quizzes/us"])
def test_pages_are_read_only(path: str) -> None:
    assert visitor().head(path).status_code == 200
    assert visitor().post(path).status_code == 405


@pytest.mark.parametrize("path", ["/", "/quizzes/us"])
def test_page_before_the_first_load_gets_503(path: str) -> None:
    page_text(path)
    DataVersion.objects.all().delete()
    Quiz.objects.all().delete()
    assert "Back in a moment" in page_text(path, 503)
    assert int(visitor().get(path)["Retry-After"]) > 0
