"""A guess that matches several places takes the largest. The player can add or choose the others."""

import pytest

from tests.browser.pages.quiz_page import QuizPage
from tests.browser.support.site_api import SiteApi

pytestmark = pytest.mark.browser


def test_the_largest_is_taken_first_then_the_next_largest(quiz_page: QuizPage, api: SiteApi) -> None:
    portlands = api.places("us", "Portland")
    quiz_page.open("us")
    answer = quiz_page.guess("Portland")
    assert answer.startswith("Portland, Oregon")
    assert f"{len(portlands) - 1} more Portlands" in answer
    assert quiz_page.side_panel.score.places == 1

    answer = quiz_page.press("Add the next")
    assert answer.startswith("Portland, Maine")
    assert f"{len(portlands) - 2} more Portlands" in answer

    answer = quiz_page.guess("portland")  # the same guess again takes the next largest
    assert answer.startswith(f"Portland, {portlands[2]['region']}")
    assert "the next after the 2 you had" in answer
    assert [row.region for row in quiz_page.side_panel.rows] == [place["region"] for place in reversed(portlands[:3])]
    quiz_page.map.wait_for_dots(3)


def test_swap_replaces_the_place_by_the_chosen_one(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    quiz_page.guess("Portland")
    quiz_page.button("Swap").click()
    assert "Which one did you mean?" in quiz_page.open_dialog.text
    answer = quiz_page.choose_homonym("Texas")
    assert answer.startswith("Portland, Texas")
    assert "instead of Portland, Oregon" in answer
    quiz_page.wait_for_no_dialog()
    assert [row.region for row in quiz_page.side_panel.rows] == ["Texas"]
    quiz_page.map.wait_for_dots(1)
    assert "Portland, Oregon is on the map again" in quiz_page.press("Undo")
    assert [row.region for row in quiz_page.side_panel.rows] == ["Oregon"]


def test_add_all_takes_all_homonyms_and_excludes_the_play_from_rankings(quiz_page: QuizPage, api: SiteApi) -> None:
    portlands = api.places("us", "Portland")
    quiz_page.open("us")
    quiz_page.guess("Portland")
    assert "rankings" not in quiz_page.side_panel.score_notes
    quiz_page.press(f"Add all {len(portlands) - 1}")
    assert quiz_page.side_panel.score.places == len(portlands)
    quiz_page.map.wait_for_dots(len(portlands))
    assert "stays out of rankings" in quiz_page.side_panel.score_notes
    assert quiz_page.guess("Portland") == f"All {len(portlands)} places called Portland are already on your map."
    assert quiz_page.side_panel.score.places == len(portlands)


def test_a_place_named_twice_counts_once(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    assert quiz_page.guess("CHICAGO") == "Chicago, Illinois is already on your map."
    assert quiz_page.side_panel.score.places == 1


def test_a_region_in_the_guess_selects_the_place(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    assert quiz_page.guess("Portland, ME").startswith("Portland, Maine")
    assert quiz_page.guess("portland maine") == "Portland, Maine is already on your map."
    assert quiz_page.guess("Paris Texas").startswith("Paris, Texas")
    assert [row.region for row in quiz_page.side_panel.rows] == ["Texas", "Maine"]


def test_every_homonym_mode_takes_all_and_excludes_the_play_from_rankings(quiz_page: QuizPage, api: SiteApi) -> None:
    springfields = api.places("us", "Springfield")
    quiz_page.open("us")
    quiz_page.set_guess_scope("Every homonym at once")
    people = sum(place["population"] for place in springfields)
    answer = quiz_page.guess("Springfield")
    assert answer == f"All {len(springfields)} places called Springfield · {people:,} people together."
    assert quiz_page.side_panel.score.places == len(springfields)
    quiz_page.map.wait_for_dots(len(springfields))
    assert "stays out of rankings" in quiz_page.side_panel.score_notes
    quiz_page.reload()
    assert "stays out of rankings" in quiz_page.side_panel.score_notes


def test_the_region_filter_limits_guesses(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    quiz_page.set_guess_scope("Maine")
    assert quiz_page.guess("Portland").startswith("Portland, Maine")
    answer = quiz_page.guess("Chicago")
    assert answer == "Chicago is not in Maine, and your guesses are limited to it. This quiz has one elsewhere."
    assert quiz_page.side_panel.score.places == 1
    quiz_page.press("Add the next")
    assert quiz_page.side_panel.names == ["Chicago", "Portland"]
    quiz_page.set_guess_scope("Any state")
    assert quiz_page.guess("Portland").startswith("Portland, Oregon")
