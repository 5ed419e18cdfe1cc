"""A lost connection loses no guess."""

import pytest
from selenium.webdriver import Chrome

from tests.browser import devtools
from tests.browser.page import QuizPage
from tests.browser.waiting import eventually, until

MATCH = "*/api/v1/quizzes/us/match*"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.through_nginx,
    pytest.mark.console_error("ERR_INTERNET_DISCONNECTED"),
    pytest.mark.console_error("ERR_BLOCKED_BY_CLIENT"),
]


def test_guesses_made_offline_are_kept_and_answered_in_order(page: QuizPage, browser: Chrome) -> None:
    page.open("us")
    page.guess("Chicago")
    devtools.go_offline(browser)
    assert page.guess("Denver") == "No connection. Denver is kept and will be answered when the connection is back."
    page.input.send_keys("Houston\n")
    page.wait_for_answer("No connection. Houston and 1 more guess are kept")
    assert page.status == "2 guesses waiting"
    assert page.ledger.names == ["Chicago"]

    devtools.go_online(browser)
    page.ledger.wait_for_places(3)
    assert page.ledger.names == ["Houston", "Denver", "Chicago"]
    assert page.answer.startswith("Houston, Texas")
    eventually(browser, lambda: page.status, "saved ✓")
    page.atlas.wait_for_dots(3)


def test_waiting_guesses_survive_a_reload(page: QuizPage, browser: Chrome) -> None:
    page.open("us")
    devtools.block(browser, MATCH)
    page.guess("Denver")
    page.input.send_keys("Houston\n")
    page.wait_for_answer("Houston and 1 more guess are kept")
    page.reload()
    page.wait_for_answer("are kept")
    assert page.status == "2 guesses waiting"
    assert page.ledger.score.places == 0

    devtools.block(browser)
    until(browser, lambda: page.ledger.score.places == 2)  # by itself: the page tries again
    assert page.ledger.names == ["Houston", "Denver"]
    assert not [key for key in page.stored() if "guess-" in key]


def test_try_now_does_not_wait(page: QuizPage, browser: Chrome) -> None:
    page.open("us")
    devtools.block(browser, MATCH)
    page.guess("Denver")
    devtools.block(browser)
    if buttons := page.buttons("Try now"):  # else it has just been tried again
        buttons[0].click()
    page.ledger.wait_for_places(1)


def test_a_map_that_did_not_load_comes_later(page: QuizPage, browser: Chrome) -> None:
    devtools.block(browser, "*/static/maps/us.*")
    browser.get(f"{page.site}/quizzes/us")
    until(browser, lambda: "The map did not load." in page.atlas.text)
    page.guess("Denver")
    assert page.ledger.names == ["Denver"]
    devtools.block(browser)
    devtools.go_offline(browser)
    devtools.go_online(browser)
    page.atlas.wait_for_dots(1)
    until(browser, lambda: "The map did not load." not in page.atlas.text)
