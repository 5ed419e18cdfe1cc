"""Finds the element that has the keyboard's focus, and checks that its focus ring is visible."""

from typing import NamedTuple

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.keys import Keys

from tests.browser.pages.quiz_page import QuizPage

# The focus ring is an outline; around the guess input it is a shadow of the box that contains the input.
FOCUS_SCRIPT = """
const hasRing = (element) => {
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
  return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1) || boxShadow !== "none";
};
const element = document.activeElement;
const name = element.getAttribute("aria-label") || element.textContent.trim() || element.id;
return [element === document.body ? "" : name, hasRing(element) || hasRing(element.parentElement)];
"""

MAX_TAB_STOPS = 40  # the page has fewer


class KeyboardFocus(NamedTuple):
    """`name`: the name of the focused element; empty if no element has the focus."""

    name: str
    visible: bool


def keyboard_focus(browser: Chrome) -> KeyboardFocus:
    return KeyboardFocus(*browser.execute_script(FOCUS_SCRIPT))


def tab_stops(quiz_page: QuizPage) -> list[str]:
    """The names of all elements that Tab reaches, in order. Fails if one of them shows no focus ring."""
    names: list[str] = []
    for _ in range(MAX_TAB_STOPS):
        quiz_page.press_keys(Keys.TAB)
        focus = keyboard_focus(quiz_page.browser)
        assert focus.visible or focus.name == "", f"the focus is not visible on {focus.name!r}"
        names.append(focus.name)
    return names


def tab_to(quiz_page: QuizPage, name: str, *, back: bool = False) -> None:
    """Press Tab, or Shift+Tab, until the element whose name starts with `name` has the focus."""
    for _ in range(MAX_TAB_STOPS):
        if back:
            quiz_page.press_shift_tab()
        else:
            quiz_page.press_keys(Keys.TAB)
        focus = keyboard_focus(quiz_page.browser)
        if focus.name.startswith(name):
            assert focus.visible, f"the focus is not visible on {name!r}"
            return
    pytest.fail(f"Tab does not reach {name!r}")
