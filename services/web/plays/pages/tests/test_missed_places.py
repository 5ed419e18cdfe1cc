"""The largest places missed: shown on request, without places that are named or do not count."""

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from places.models import Place
from plays.pages.missed_places import MAX_MISSED, largest_missed_places
from plays.pages.tests.page_text import get_page, visible_text
from plays.tests.factories import AMERICAN, BERLIN, CHICAGO, PORTLAND, create_play
from quizzes.largest_places import replace_largest_places
from quizzes.models import Quiz

pytestmark = pytest.mark.django_db


def missed_ids(slug: str, named: list[int]) -> list[int]:
    return [entry.id for entry in largest_missed_places(Quiz.objects.get(slug=slug), named)]


def test_the_page_shows_them_on_request_only() -> None:
    path = f"/plays/{create_play()['id']}"
    assert "The largest places missed Houston Texas" in visible_text(get_page(f"{path}?missed=1"))
    assert "Houston" not in get_page(path)


def test_they_are_not_queried_unless_requested() -> None:
    path = f"/plays/{create_play()['id']}"
    with CaptureQueriesContext(connection) as queries:
        get_page(path)
    assert not [query for query in queries if "largestplaces" in query["sql"]]


@pytest.mark.parametrize(("slug", "largest"), [("us", CHICAGO), ("us-il", CHICAGO), ("de", BERLIN)])
def test_the_largest_place_of_the_quiz_comes_first(slug: str, largest: int) -> None:
    found = missed_ids(slug, AMERICAN[:2])
    assert found[0] == largest
    assert len(found) == MAX_MISSED
    assert largest not in missed_ids(slug, [largest])


@pytest.mark.parametrize("slug", ["world", "europe", "asia"])
def test_they_are_places_of_the_quiz_that_count(slug: str) -> None:
    quiz = Quiz.objects.get(slug=slug)
    for place in Place.objects.filter(id__in=missed_ids(slug, [])):
        assert not place.section
        assert not place.retired
        assert quiz.scope in place.continents


@pytest.mark.parametrize(
    ("slug", "share", "largest_named"),
    [("us-il", 0, 0), ("us", 0.3, 0), ("us", 0.98, 0), ("us", 0, 2_000), ("us-il", 0.1, 5_000), ("europe", 0, 60_000)],
)
def test_they_are_the_largest_that_are_not_named(slug: str, share: float, largest_named: int) -> None:
    """Of plays of all sizes: each reads only as many of the quiz's largest places as it needs."""
    rng = random.Random(7)  # noqa: S311 - not a secret
    area = {"us-il": {"region": "US.IL"}, "us": {"country": "US"}, "europe": {"continents__contains": "EU"}}[slug]
    in_quiz = Place.objects.filter(section=False, retired=False, **area).order_by("-population", "id")
    by_size = list(in_quiz.values_list("id", flat=True))
    named = {place for place in by_size if rng.random() < share} | set(by_size[:largest_named])
    assert missed_ids(slug, list(named)) == [place for place in by_size if place not in named][:MAX_MISSED]


@pytest.mark.slow
def test_a_retired_place_is_not_missed() -> None:
    Place.objects.filter(id=CHICAGO).update(retired=True)
    replace_largest_places()
    assert CHICAGO not in missed_ids("us", [PORTLAND])


def test_a_play_may_have_more_places_than_the_database_takes_parameters() -> None:
    everything = list(Place.objects.values_list("id", flat=True)[:40_000])
    assert not set(missed_ids("world", everything)) & set(everything)


def test_a_complete_play_misses_nothing() -> None:
    quiz = Quiz.objects.order_by("places").first()
    assert quiz is not None
    field = {"country": "country", "region": "region"}[quiz.kind]
    named = list(Place.objects.filter(section=False, retired=False, **{field: quiz.scope}).values_list("id", flat=True))
    play = create_play(quiz=quiz.slug, places=named)
    assert "None: every place of this quiz is named" in visible_text(get_page(f"/plays/{play['id']}?missed=1"))
