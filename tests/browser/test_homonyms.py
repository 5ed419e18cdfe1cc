"""Many places of one name: the largest first, and the rest for the asking."""

import pytest

from tests.browser.answers import Answers
from tests.browser.page import QuizPage

pytestmark = pytest.mark.browser


def test_the_largest_comes_first_and_the_others_one_by_one(page: QuizPage, answers: Answers) -> None:
    portlands = answers.places("us", "Portland")
    page.open("us")
    answer = page.guess("Portland")
    assert answer.startswith("Portland, Oregon")
    assert f"{len(portlands) - 1} more Portlands" in answer
    assert page.ledger.score.places == 1

    answer = page.press("Add the next")
    assert answer.startswith("Portland, Maine")
    assert f"{len(portlands) - 2} more Portlands" in answer

    answer = page.guess("portland")  # the same by name again: the next largest
    assert answer.startswith(f"Portland, {portlands[2]['region']}")
    assert "the next after the 2 you had" in answer
    assert [row.where for row in page.ledger.rows] == [place["region"] for place in reversed(portlands[:3])]
    page.atlas.wait_for_dots(3)


def test_swap_takes_another_instead(page: QuizPage) -> None:
    page.open("us")
    page.guess("Portland")
    page.button("Swap").click()
    assert "Which one did you mean?" in page.dialog.text
    answer = page.choose("Texas")
    assert answer.startswith("Portland, Texas")
    assert "instead of Portland, Oregon" in answer
    page.wait_for_no_dialog()
    assert [row.where for row in page.ledger.rows] == ["Texas"]
    page.atlas.wait_for_dots(1)
    assert "Portland, Oregon is on the map again" in page.press("Undo")
    assert [row.where for row in page.ledger.rows] == ["Oregon"]


def test_add_all_takes_the_rest_and_marks_the_play(page: QuizPage, answers: Answers) -> None:
    portlands = answers.places("us", "Portland")
    page.open("us")
    page.guess("Portland")
    assert "rankings" not in page.ledger.note
    page.press(f"Add all {len(portlands) - 1}")
    assert page.ledger.score.places == len(portlands)
    page.atlas.wait_for_dots(len(portlands))
    assert "stays out of rankings" in page.ledger.note
    assert page.guess("Portland") == f"All {len(portlands)} places called Portland are already on your map."
    assert page.ledger.score.places == len(portlands)


def test_already_named(page: QuizPage) -> None:
    page.open("us")
    page.guess("Chicago")
    assert page.guess("CHICAGO") == "Chicago, Illinois is already on your map."
    assert page.ledger.score.places == 1


def test_a_region_in_the_guess_picks_its_place(page: QuizPage) -> None:
    page.open("us")
    assert page.guess("Portland, ME").startswith("Portland, Maine")
    assert page.guess("portland maine") == "Portland, Maine is already on your map."
    assert page.guess("Paris Texas").startswith("Paris, Texas")
    assert [row.where for row in page.ledger.rows] == ["Texas", "Maine"]


def test_every_mode_takes_all_at_once_and_marks_the_play(page: QuizPage, answers: Answers) -> None:
    springfields = answers.places("us", "Springfield")
    page.open("us")
    page.play("Every homonym at once")
    people = sum(place["population"] for place in springfields)
    answer = page.guess("Springfield")
    assert answer == f"All {len(springfields)} places called Springfield · {people:,} people together."
    assert page.ledger.score.places == len(springfields)
    page.atlas.wait_for_dots(len(springfields))
    assert "stays out of rankings" in page.ledger.note
    page.reload()
    assert "stays out of rankings" in page.ledger.note


def test_the_region_filter_limits_guesses(page: QuizPage) -> None:
    page.open("us")
    page.play("Maine")
    assert page.guess("Portland").startswith("Portland, Maine")
    answer = page.guess("Chicago")
    assert answer == "Chicago is not in Maine, and your guesses are limited to it. This quiz has one elsewhere."
    assert page.ledger.score.places == 1
    page.press("Add the next")
    assert page.ledger.names == ["Chicago", "Portland"]
    page.play("Any state")
    assert page.guess("Portland").startswith("Portland, Oregon")
