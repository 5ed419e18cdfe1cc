"""The privacy page, and the links to it."""

import pytest

from plays.pages.tests.page_text import get_page, visible_text
from plays.tests.factories import create_play
from quizzes.tests.client import visitor

pytestmark = pytest.mark.django_db


def test_it_says_what_is_stored_and_for_how_long() -> None:
    text = visible_text(get_page("/privacy"))
    for fact in ("no cookies", "hash of the secret", "No name, no address, no account", "14 days", "within a day",
                 "at most ten more days", "Until you delete it", "GeoJSON"):  # fmt: skip
        assert fact in text


def test_every_page_that_stores_something_links_to_it() -> None:
    for path in ("/", "/quizzes/us", f"/plays/{create_play()['id']}"):
        assert 'href="/privacy"' in get_page(path)


def test_it_is_cacheable_and_read_only() -> None:
    response = visitor().get("/privacy")
    assert response["Cache-Control"] == "public, max-age=60"
    assert visitor().post("/privacy").status_code == 405
