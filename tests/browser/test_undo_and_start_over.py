"""Undo removes the last step. "Start over" clears the map after the player confirms."""

import pytest

from tests.browser.pages.quiz_page import QuizPage
from tests.browser.support.waiting import wait_until_equal

pytestmark = pytest.mark.browser


def test_undo_removes_one_step_at_a_time(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    quiz_page.guess("Denver")
    assert quiz_page.press("Undo") == "Took back Denver, Colorado."
    assert quiz_page.side_panel.names == ["Chicago"]
    quiz_page.map.wait_for_dots(1)
    assert quiz_page.press("Undo") == "Took back Chicago, Illinois."
    assert quiz_page.side_panel.score.places == 0
    quiz_page.map.wait_for_dots(0)
    assert quiz_page.map.drawn_area.pixel_count == 0
    assert not quiz_page.button("Undo").is_enabled()
    quiz_page.reload()
    assert quiz_page.side_panel.score.places == 0


def test_undo_removes_all_homonyms_added_by_one_guess(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    quiz_page.guess("Denver")
    quiz_page.set_guess_scope("Every homonym at once")
    quiz_page.guess("Springfield")
    assert quiz_page.press("Undo").startswith("Took back ")
    assert quiz_page.side_panel.names == ["Denver"]
    quiz_page.map.wait_for_dots(1)


def test_undo_after_a_reload_removes_the_newest_place(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    quiz_page.guess("Denver")
    quiz_page.reload()
    assert quiz_page.press("Undo") == "Took back Denver, Colorado."
    assert quiz_page.side_panel.names == ["Chicago"]


def test_starting_over_needs_confirmation(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    quiz_page.guess("Denver")
    quiz_page.button("Start over").click()
    assert "This clears 2 places from your map." in quiz_page.open_dialog.text
    quiz_page.button("Keep playing").click()
    quiz_page.wait_for_no_dialog()
    assert quiz_page.side_panel.score.places == 2

    quiz_page.button("Start over").click()
    assert quiz_page.press("Clear the map").startswith("A fresh map.")
    quiz_page.wait_for_no_dialog()
    assert quiz_page.side_panel.score.places == 0
    quiz_page.map.wait_for_dots(0)
    quiz_page.reload()
    assert quiz_page.side_panel.score.places == 0


def test_starting_over_also_clears_the_mode(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    quiz_page.set_guess_scope("Every homonym at once")
    quiz_page.guess("Springfield")
    quiz_page.button("Start over").click()
    quiz_page.press("Clear the map")
    wait_until_equal(quiz_page.browser, lambda: "rankings" in quiz_page.side_panel.score_notes, False)
    assert not [key for key in quiz_page.local_storage() if ":us:" in key]
