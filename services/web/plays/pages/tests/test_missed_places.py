"""The largest places missed: only to who asks, and nothing that is named or does not count."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from places.models import Place
from plays.pages.missed_places import SHOWN, largest_missed
from plays.pages.tests.page_text import page, words
from plays.tests.factories import AMERICAN, BERLIN, CHICAGO, PORTLAND, saved
from quizzes.models import Quiz

pytestmark = pytest.mark.django_db


def ids(slug: str, named: list[int]) -> list[int]:
    return [entry.id for entry in largest_missed(Quiz.objects.get(slug=slug), named)]


def test_the_page_tells_them_when_asked() -> None:
    path = f"/plays/{saved()['id']}"
    assert "The largest places missed Houston Texas" in words(page(f"{path}?missed=1"))
    assert "Houston" not in page(path)


def test_it_is_not_looked_up_unless_asked() -> None:
    path = f"/plays/{saved()['id']}"
    with CaptureQueriesContext(connection) as queries:
        page(path)
    assert not [query for query in queries if "ORDER BY population" in query["sql"]]


@pytest.mark.parametrize(("slug", "largest"), [("us", CHICAGO), ("us-il", CHICAGO), ("de", BERLIN)])
def test_the_largest_of_the_quiz_come_first(slug: str, largest: int) -> None:
    found = ids(slug, AMERICAN[:2])
    assert found[0] == largest
    assert len(found) == SHOWN
    assert largest not in ids(slug, [largest])


@pytest.mark.parametrize("slug", ["world", "europe", "asia"])
def test_they_are_of_the_quiz_and_count(slug: str) -> None:
    quiz = Quiz.objects.get(slug=slug)
    for place in Place.objects.filter(id__in=ids(slug, [])):
        assert not place.section
        assert not place.retired
        assert quiz.scope in place.continents


def test_a_retired_one_is_no_loss() -> None:
    Place.objects.filter(id=CHICAGO).update(retired=True)
    assert CHICAGO not in ids("us", [PORTLAND])


def test_more_named_than_the_database_takes_parameters() -> None:
    everything = list(Place.objects.values_list("id", flat=True)[:40_000])
    assert not set(ids("world", everything)) & set(everything)


def test_nothing_is_missed_by_who_has_all() -> None:
    quiz = Quiz.objects.order_by("places").first()
    assert quiz is not None
    field = {"country": "country", "region": "region"}[quiz.kind]
    named = list(Place.objects.filter(section=False, retired=False, **{field: quiz.scope}).values_list("id", flat=True))
    play = saved(quiz=quiz.slug, places=named)
    assert "None: every place of this quiz is named" in words(page(f"/plays/{play['id']}?missed=1"))
