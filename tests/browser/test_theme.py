"""The theme follows the system's preference until the player switches it."""

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from tests.browser.pages.home_page import HomePage
from tests.browser.pages.quiz_page import QuizPage
from tests.browser.support import devtools
from tests.browser.support.waiting import wait_until_equal

pytestmark = pytest.mark.browser

# The lightness of the page's background, from 0 to 255.
BACKGROUND_LIGHTNESS_SCRIPT = """
const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).map(Number);
return (r + g + b) / 3;
"""


def is_dark(browser: Chrome) -> bool:
    return bool(browser.execute_script(BACKGROUND_LIGHTNESS_SCRIPT) < 128)


def switch_theme(browser: Chrome) -> None:
    browser.find_element(By.CSS_SELECTOR, "button[aria-label='Switch between light and dark']").click()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_theme_follows_the_system(home_page: HomePage, quiz_page: QuizPage, browser: Chrome, theme: str) -> None:
    devtools.set_media_preferences(browser, color_scheme=theme)
    home_page.open()
    assert is_dark(browser) == (theme == "dark")
    quiz_page.open("us")
    assert is_dark(browser) == (theme == "dark")


def test_the_theme_changes_at_once_with_the_system(quiz_page: QuizPage, browser: Chrome) -> None:
    devtools.set_media_preferences(browser, color_scheme="light")
    quiz_page.open("us")
    assert not is_dark(browser)
    devtools.set_media_preferences(browser, color_scheme="dark")
    wait_until_equal(browser, lambda: is_dark(browser), True)


def test_the_switched_theme_is_remembered(quiz_page: QuizPage, home_page: HomePage, browser: Chrome) -> None:
    devtools.set_media_preferences(browser, color_scheme="light")
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    light = _dot_colour(quiz_page)
    switch_theme(browser)
    assert is_dark(browser)
    wait_until_equal(browser, lambda: _dot_colour(quiz_page) != light, True)
    quiz_page.reload()
    assert is_dark(browser)
    home_page.open()
    assert is_dark(browser)
    switch_theme(browser)
    assert not is_dark(browser)
    quiz_page.open("us")
    assert not is_dark(browser)


def _dot_colour(quiz_page: QuizPage) -> object:
    """The colour at the center of the only dot, as red, green, blue and alpha."""
    quiz_page.map.wait_for_dots(1)
    x, y = quiz_page.map.wait_for_drawn_area().center
    script = """
        const canvas = document.querySelector("canvas[data-dots]");
        const { left, top } = canvas.getBoundingClientRect();
        const ratio = canvas.width / canvas.clientWidth;
        const [x, y] = [(arguments[0] - left) * ratio, (arguments[1] - top) * ratio];
        return [...canvas.getContext("2d").getImageData(x, y, 1, 1).data];
    """
    return quiz_page.browser.execute_script(script, x, y)
