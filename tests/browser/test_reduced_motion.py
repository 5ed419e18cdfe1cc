"""The newest dot pulses, unless the system asks for reduced motion."""

import pytest
from selenium.webdriver import Chrome

from tests.browser.pages.quiz_page import QuizPage
from tests.browser.support import devtools
from tests.browser.support.waiting import wait_until

pytestmark = pytest.mark.browser

# Counts frames, and the most animations that run in one of them.
COUNT_ANIMATIONS_SCRIPT = """
window.animationCount = { frames: 0, max: 0 };
const countFrame = () => {
  window.animationCount.frames += 1;
  window.animationCount.max = Math.max(window.animationCount.max, document.getAnimations().length);
  requestAnimationFrame(countFrame);
};
countFrame();
"""

MIN_FRAMES = 20


def max_animations_after_guess(quiz_page: QuizPage, browser: Chrome) -> int:
    """The most animations that run in one frame after a guess."""
    quiz_page.open("us")
    browser.execute_script(COUNT_ANIMATIONS_SCRIPT)
    quiz_page.guess("Chicago")
    quiz_page.map.wait_for_dots(1)
    browser.execute_script("window.animationCount.frames = 0")
    wait_until(browser, lambda: browser.execute_script("return window.animationCount.frames") >= MIN_FRAMES)
    return int(browser.execute_script("return window.animationCount.max"))


def test_the_newest_dot_pulses(quiz_page: QuizPage, browser: Chrome) -> None:
    devtools.set_media_preferences(browser, reduced_motion="no-preference")
    assert max_animations_after_guess(quiz_page, browser) == 1


def test_nothing_moves_with_reduced_motion(quiz_page: QuizPage, browser: Chrome) -> None:
    devtools.set_media_preferences(browser, reduced_motion="reduce")
    assert max_animations_after_guess(quiz_page, browser) == 0


def test_restored_places_do_not_pulse(quiz_page: QuizPage, browser: Chrome) -> None:
    devtools.set_media_preferences(browser, reduced_motion="no-preference")
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    quiz_page.reload()
    quiz_page.map.wait_for_dots(1)
    assert browser.execute_script("return document.getAnimations().length") == 0
