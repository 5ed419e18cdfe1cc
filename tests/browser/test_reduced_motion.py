"""The newest dot pulses, but not for those who asked for less motion."""

import pytest
from selenium.webdriver import Chrome

from tests.browser.pages.quiz_page import QuizPage
from tests.browser.support import devtools
from tests.browser.support.waiting import wait_until

pytestmark = pytest.mark.browser

# Counts what moves in every frame, however it is made to move.
WATCH = """
window.watched = { frames: 0, moving: 0 };
const look = () => {
  window.watched.frames += 1;
  window.watched.moving = Math.max(window.watched.moving, document.getAnimations().length);
  requestAnimationFrame(look);
};
look();
"""

ENOUGH_FRAMES = 20


def moving(quiz_page: QuizPage, browser: Chrome) -> int:
    """The most animations that ran in any frame after a guess."""
    quiz_page.open("us")
    browser.execute_script(WATCH)
    quiz_page.guess("Chicago")
    quiz_page.map.wait_for_dots(1)
    browser.execute_script("window.watched.frames = 0")
    wait_until(browser, lambda: browser.execute_script("return window.watched.frames") >= ENOUGH_FRAMES)
    return int(browser.execute_script("return window.watched.moving"))


def test_the_newest_dot_pulses(quiz_page: QuizPage, browser: Chrome) -> None:
    devtools.set_media_preferences(browser, reduced_motion="no-preference")
    assert moving(quiz_page, browser) == 1


def test_nothing_moves_under_reduced_motion(quiz_page: QuizPage, browser: Chrome) -> None:
    devtools.set_media_preferences(browser, reduced_motion="reduce")
    assert moving(quiz_page, browser) == 0


def test_restored_places_do_not_pulse(quiz_page: QuizPage, browser: Chrome) -> None:
    devtools.set_media_preferences(browser, reduced_motion="no-preference")
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    quiz_page.reload()
    quiz_page.map.wait_for_dots(1)
    assert browser.execute_script("return document.getAnimations().length") == 0
