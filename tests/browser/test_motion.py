"""The newest dot pulses, but not for those who asked for less motion."""

import pytest
from selenium.webdriver import Chrome

from tests.browser import devtools
from tests.browser.page import QuizPage
from tests.browser.waiting import until

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


def moving(page: QuizPage, browser: Chrome) -> int:
    """The most animations that ran in any frame after a guess."""
    page.open("us")
    browser.execute_script(WATCH)
    page.guess("Chicago")
    page.atlas.wait_for_dots(1)
    browser.execute_script("window.watched.frames = 0")
    until(browser, lambda: browser.execute_script("return window.watched.frames") >= ENOUGH_FRAMES)
    return int(browser.execute_script("return window.watched.moving"))


def test_the_newest_dot_pulses(page: QuizPage, browser: Chrome) -> None:
    devtools.prefer(browser, reduced_motion="no-preference")
    assert moving(page, browser) == 1


def test_nothing_moves_under_reduced_motion(page: QuizPage, browser: Chrome) -> None:
    devtools.prefer(browser, reduced_motion="reduce")
    assert moving(page, browser) == 0


def test_restored_places_do_not_pulse(page: QuizPage, browser: Chrome) -> None:
    devtools.prefer(browser, reduced_motion="no-preference")
    page.open("us")
    page.guess("Chicago")
    page.reload()
    page.atlas.wait_for_dots(1)
    assert browser.execute_script("return document.getAnimations().length") == 0
