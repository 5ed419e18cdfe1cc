"""The page of a play after a data load: it keeps the stored score and all places, and adds the current score."""

from collections.abc import Callable

import pytest

from places.models import Place
from plays.conftest import NEXT_VERSION
from plays.pages.tests.page_text import get_page, section_text, visible_text
from plays.tests.factories import AMERICAN, CHICAGO, LOS_ANGELES, create_play
from quizzes.models import Quiz

pytestmark = pytest.mark.django_db


def test_the_page_has_one_score_while_the_data_is_the_same() -> None:
    assert "scored under" not in visible_text(get_page(f"/plays/{create_play()['id']}"))


def test_the_page_has_both_scores_after_a_data_load(new_data: Callable[[], None]) -> None:
    play = create_play()
    Place.objects.filter(id=CHICAGO).update(retired=True)
    Quiz.objects.filter(slug="us").update(places=play["quiz_places"] - 1)
    new_data()
    html = get_page(f"/plays/{play['id']}")
    assert f"scored under {play['data_version']} 3 of {play['quiz_places']:,}" in visible_text(html)
    assert f"under today’s data {NEXT_VERSION} 2 of {play['quiz_places'] - 1:,}" in visible_text(html)
    assert "<title>3 places in the United States" in html  # the stored score, as in shared links


def test_places_that_left_the_data_or_the_quiz_stay_in_the_play(new_data: Callable[[], None]) -> None:
    play = create_play()
    Place.objects.filter(id=CHICAGO).update(retired=True)
    Place.objects.filter(id=LOS_ANGELES).update(country="MX", region="MX.02")
    new_data()
    html = get_page(f"/plays/{play['id']}")
    index = section_text(html, "index")
    assert index.startswith("All 3 places")
    assert "Chicago Illinois left the data: still in this play" in index
    assert "Los Angeles California no longer in this quiz" in index
    assert "1 place has left the data" in section_text(html, "score")
    assert "1 place no longer counts in this quiz" in section_text(html, "score")
    assert "1 of 51 states" in section_text(html, "score")


def test_a_play_keeps_places_and_score_if_its_quiz_left_the_catalogue(new_data: Callable[[], None]) -> None:
    play = create_play()
    Quiz.objects.filter(slug="us").delete()
    new_data()
    html = get_page(f"/plays/{play['id']}")
    assert f"scored under {play['data_version']} 3 of {play['quiz_places']:,}" in visible_text(html)
    assert "no such quiz any more" in visible_text(html)
    assert section_text(html, "index").count("United") == 0
    assert len(AMERICAN) == html.count("<li><div>")
    assert "map.png" not in html
    assert "/quizzes/us" not in html
