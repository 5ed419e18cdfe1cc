"""Light and dark: as the system says, until the player says otherwise."""

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from tests.browser import devtools
from tests.browser.home import HomePage
from tests.browser.page import QuizPage
from tests.browser.waiting import eventually

pytestmark = pytest.mark.browser

# How light the paper is, from 0 to 255.
LIGHTNESS = """
const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).map(Number);
return (r + g + b) / 3;
"""


def is_dark(browser: Chrome) -> bool:
    return bool(browser.execute_script(LIGHTNESS) < 128)


def switch(browser: Chrome) -> None:
    browser.find_element(By.CSS_SELECTOR, "button[aria-label='Switch between light and dark']").click()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_follows_the_system(home: HomePage, page: QuizPage, browser: Chrome, theme: str) -> None:
    devtools.prefer(browser, color_scheme=theme)
    home.open()
    assert is_dark(browser) == (theme == "dark")
    page.open("us")
    assert is_dark(browser) == (theme == "dark")


def test_it_follows_at_once_when_the_system_changes(page: QuizPage, browser: Chrome) -> None:
    devtools.prefer(browser, color_scheme="light")
    page.open("us")
    assert not is_dark(browser)
    devtools.prefer(browser, color_scheme="dark")
    eventually(browser, lambda: is_dark(browser), True)


def test_the_switch_is_remembered(page: QuizPage, home: HomePage, browser: Chrome) -> None:
    devtools.prefer(browser, color_scheme="light")
    page.open("us")
    page.guess("Chicago")
    light = _dot_colour(page)
    switch(browser)
    assert is_dark(browser)
    eventually(browser, lambda: _dot_colour(page) != light, True)
    page.reload()
    assert is_dark(browser)
    home.open()
    assert is_dark(browser)
    switch(browser)
    assert not is_dark(browser)
    page.open("us")
    assert not is_dark(browser)


def _dot_colour(page: QuizPage) -> object:
    """Of the middle of the only dot, as red, green, blue and alpha."""
    page.atlas.wait_for_dots(1)
    x, y = page.atlas.wait_for_ink().middle
    script = """
        const canvas = document.querySelector("canvas[data-dots]");
        const { left, top } = canvas.getBoundingClientRect();
        const ratio = canvas.width / canvas.clientWidth;
        const [x, y] = [(arguments[0] - left) * ratio, (arguments[1] - top) * ratio];
        return [...canvas.getContext("2d").getImageData(x, y, 1, 1).data];
    """
    return page.browser.execute_script(script, x, y)
