"""Guesses made without a connection are stored, and answered when the connection is back."""

import pytest
from selenium.webdriver import Chrome

from tests.browser.pages.quiz_page import QuizPage
from tests.browser.support import devtools
from tests.browser.support.waiting import wait_until, wait_until_equal

MATCH_REQUESTS = "*/api/v1/quizzes/us/match*"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.through_nginx,
    pytest.mark.console_error("ERR_INTERNET_DISCONNECTED"),
    pytest.mark.console_error("ERR_BLOCKED_BY_CLIENT"),
]


def test_offline_guesses_are_answered_in_order(quiz_page: QuizPage, browser: Chrome) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    devtools.go_offline(browser)
    assert (
        quiz_page.guess("Denver") == "No connection. Denver is kept and will be answered when the connection is back."
    )
    quiz_page.guess_input.send_keys("Houston\n")
    quiz_page.wait_for_answer("No connection. Houston and 1 more guess are kept")
    assert quiz_page.save_status == "2 guesses waiting"
    assert quiz_page.side_panel.names == ["Chicago"]

    devtools.go_online(browser)
    quiz_page.side_panel.wait_for_places(3)
    assert quiz_page.side_panel.names == ["Houston", "Denver", "Chicago"]
    assert quiz_page.answer.startswith("Houston, Texas")
    wait_until_equal(browser, lambda: quiz_page.save_status, "saved ✓")
    quiz_page.map.wait_for_dots(3)


def test_waiting_guesses_survive_a_reload(quiz_page: QuizPage, browser: Chrome) -> None:
    quiz_page.open("us")
    devtools.block_requests(browser, MATCH_REQUESTS)
    quiz_page.guess("Denver")
    quiz_page.guess_input.send_keys("Houston\n")
    quiz_page.wait_for_answer("Houston and 1 more guess are kept")
    quiz_page.reload()
    quiz_page.wait_for_answer("are kept")
    assert quiz_page.save_status == "2 guesses waiting"
    assert quiz_page.side_panel.score.places == 0

    devtools.block_requests(browser)
    wait_until(browser, lambda: quiz_page.side_panel.score.places == 2)  # the page retries on its own
    assert quiz_page.side_panel.names == ["Houston", "Denver"]
    assert not [key for key in quiz_page.local_storage() if "guess-" in key]


def test_try_now_sends_the_guess_at_once(quiz_page: QuizPage, browser: Chrome) -> None:
    quiz_page.open("us")
    devtools.block_requests(browser, MATCH_REQUESTS)
    quiz_page.guess("Denver")
    devtools.block_requests(browser)
    if buttons := quiz_page.visible_buttons("Try now"):  # there is no button if the page has just retried
        buttons[0].click()
    quiz_page.side_panel.wait_for_places(1)


def test_a_map_that_failed_to_load_is_loaded_later(quiz_page: QuizPage, browser: Chrome) -> None:
    devtools.block_requests(browser, "*/static/maps/us.*")
    browser.get(f"{quiz_page.site_url}/quizzes/us")
    wait_until(browser, lambda: "The map did not load." in quiz_page.map.text)
    quiz_page.guess("Denver")
    assert quiz_page.side_panel.names == ["Denver"]
    devtools.block_requests(browser)
    devtools.go_offline(browser)
    devtools.go_online(browser)
    quiz_page.map.wait_for_dots(1)
    wait_until(browser, lambda: "The map did not load." not in quiz_page.map.text)
