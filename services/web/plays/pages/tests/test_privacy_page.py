"""What is stored, on one page that every other leads to."""

import pytest

from plays.pages.tests.page_text import page, words
from plays.tests.factories import saved
from quizzes.tests.client import visitor

pytestmark = pytest.mark.django_db


def test_it_says_what_where_and_for_how_long() -> None:
    text = words(page("/privacy"))
    for fact in ("no cookies", "hash of the secret", "No name, no address, no account", "14 days", "within a day",
                 "at most ten more days", "Until you delete it", "GeoJSON"):  # fmt: skip
        assert fact in text


def test_it_is_linked_where_things_are_stored() -> None:
    for path in ("/", "/quizzes/us", f"/plays/{saved()['id']}"):
        assert 'href="/privacy"' in page(path)


def test_it_is_the_same_for_everybody() -> None:
    response = visitor().get("/privacy")
    assert response["Cache-Control"] == "public, max-age=60"
    assert visitor().post("/privacy").status_code == 405
