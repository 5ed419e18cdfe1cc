"""The way back: one step, or all of them after a question."""

import pytest

from tests.browser.page import QuizPage
from tests.browser.waiting import eventually

pytestmark = pytest.mark.browser


def test_undo_takes_back_one_step_at_a_time(page: QuizPage) -> None:
    page.open("us")
    page.guess("Chicago")
    page.guess("Denver")
    assert page.press("Undo") == "Took back Denver, Colorado."
    assert page.ledger.names == ["Chicago"]
    page.atlas.wait_for_dots(1)
    assert page.press("Undo") == "Took back Chicago, Illinois."
    assert page.ledger.score.places == 0
    page.atlas.wait_for_dots(0)
    assert page.atlas.ink.pixels == 0
    assert not page.button("Undo").is_enabled()
    page.reload()
    assert page.ledger.score.places == 0


def test_undo_takes_back_all_that_came_at_once(page: QuizPage) -> None:
    page.open("us")
    page.guess("Denver")
    page.play("Every homonym at once")
    page.guess("Springfield")
    assert page.press("Undo").startswith("Took back ")
    assert page.ledger.names == ["Denver"]
    page.atlas.wait_for_dots(1)


def test_undo_after_a_reload_takes_back_the_newest(page: QuizPage) -> None:
    page.open("us")
    page.guess("Chicago")
    page.guess("Denver")
    page.reload()
    assert page.press("Undo") == "Took back Denver, Colorado."
    assert page.ledger.names == ["Chicago"]


def test_starting_over_asks_and_can_be_declined(page: QuizPage) -> None:
    page.open("us")
    page.guess("Chicago")
    page.guess("Denver")
    page.button("Start over").click()
    assert "This clears 2 places from your map." in page.dialog.text
    page.button("Keep playing").click()
    page.wait_for_no_dialog()
    assert page.ledger.score.places == 2

    page.button("Start over").click()
    assert page.press("Clear the map").startswith("A fresh map.")
    page.wait_for_no_dialog()
    assert page.ledger.score.places == 0
    page.atlas.wait_for_dots(0)
    page.reload()
    assert page.ledger.score.places == 0


def test_starting_over_also_forgets_how_it_was_played(page: QuizPage) -> None:
    page.open("us")
    page.play("Every homonym at once")
    page.guess("Springfield")
    page.button("Start over").click()
    page.press("Clear the map")
    eventually(page.browser, lambda: "rankings" in page.ledger.note, False)
    assert not [key for key in page.stored() if ":us:" in key]
