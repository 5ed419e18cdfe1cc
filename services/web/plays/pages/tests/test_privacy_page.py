"""The privacy page, and the links to it."""

import pytest
from pytest_django import Settings

from plays.pages.tests.page_text import get_page, visible_text
from plays.tests.factories import create_play
from quizzes.tests.client import visitor

pytestmark = pytest.mark.django_db


def test_it_says_what_is_stored_and_for_how_long() -> None:
    text = visible_text(get_page("/privacy"))
    for fact in ("no cookies", "hash of the secret", "No name, no address, no account", "14 days", "within a day",
                 "at most ten more days", "Until you delete it", "Copies of plays", "GeoJSON"):  # fmt: skip
        assert fact in text


def test_it_says_when_plays_expire(settings: Settings) -> None:
    assert "changed or viewed" not in visible_text(get_page("/privacy"))
    settings.PLAYS_EXPIRE_MONTHS = 24
    assert "or until nobody has changed or viewed it for 24 months" in visible_text(get_page("/privacy"))


def test_it_says_which_plays_are_known_to_belong_together() -> None:
    text = visible_text(get_page("/privacy"))
    assert "the month in which the play was last viewed" in text
    assert "a random key that is only in memory and is replaced every day" in text


def test_every_page_that_stores_something_links_to_it() -> None:
    for path in ("/", "/quizzes/us", f"/plays/{create_play()['id']}"):
        assert 'href="/privacy"' in get_page(path)


def test_it_is_cacheable_and_read_only() -> None:
    response = visitor().get("/privacy")
    assert response["Cache-Control"] == "public, max-age=60"
    assert visitor().post("/privacy").status_code == 405
