"""A play after a data load: judged as it was, counted as it would be now, and no place of it lost."""

from collections.abc import Callable

import pytest

from places.models import Place
from plays.conftest import NEXT_VERSION
from plays.pages.tests.page_text import page, part, words
from plays.tests.factories import AMERICAN, CHICAGO, LOS_ANGELES, saved
from quizzes.models import Quiz

pytestmark = pytest.mark.django_db


def test_one_score_while_the_data_is_the_same() -> None:
    assert "judged under" not in words(page(f"/plays/{saved()['id']}"))


def test_both_scores_once_it_is_another(new_data: Callable[[], None]) -> None:
    play = saved()
    Place.objects.filter(id=CHICAGO).update(retired=True)
    Quiz.objects.filter(slug="us").update(places=play["quiz_places"] - 1)
    new_data()
    html = page(f"/plays/{play['id']}")
    assert f"judged under {play['data_version']} 3 of {play['quiz_places']:,}" in words(html)
    assert f"under today’s data {NEXT_VERSION} 2 of {play['quiz_places'] - 1:,}" in words(html)
    assert "<title>3 places in the United States" in html  # as it was judged, and shared


def test_what_left_the_data_or_the_quiz_is_still_in_the_play(new_data: Callable[[], None]) -> None:
    play = saved()
    Place.objects.filter(id=CHICAGO).update(retired=True)
    Place.objects.filter(id=LOS_ANGELES).update(country="MX", region="MX.02")
    new_data()
    html = page(f"/plays/{play['id']}")
    index = part(html, "index")
    assert index.startswith("All 3 places")
    assert "Chicago Illinois left the data: still in this play" in index
    assert "Los Angeles California no longer in this quiz" in index
    assert "1 place has left the data" in part(html, "score")
    assert "1 place no longer counts in this quiz" in part(html, "score")
    assert "1 of 51 states" in part(html, "score")


def test_a_quiz_that_left_the_catalogue_leaves_the_places_and_the_score(new_data: Callable[[], None]) -> None:
    play = saved()
    Quiz.objects.filter(slug="us").delete()
    new_data()
    html = page(f"/plays/{play['id']}")
    assert f"judged under {play['data_version']} 3 of {play['quiz_places']:,}" in words(html)
    assert "no such quiz any more" in words(html)
    assert part(html, "index").count("United") == 0
    assert len(AMERICAN) == html.count("<li><div>")
    assert "map.png" not in html
    assert "/quizzes/us" not in html
