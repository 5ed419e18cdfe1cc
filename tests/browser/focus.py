"""Where the keyboard's focus is, and whether that can be seen."""

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.keys import Keys

from tests.browser.page import QuizPage

# The ring is an outline, or, around the input, a shadow of the box that holds it.
FOCUS = """
const shows = (element) => {
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
  return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1) || boxShadow !== "none";
};
const element = document.activeElement;
const name = element.getAttribute("aria-label") || element.textContent.trim() || element.id;
return [element === document.body ? "" : name, shows(element) || shows(element.parentElement)];
"""

MANY_STOPS = 40  # more than the page has


def focus(browser: Chrome) -> tuple[str, bool]:
    """The name of what has the focus, and whether that can be seen."""
    name, seen = browser.execute_script(FOCUS)
    return name, seen


def stops(page: QuizPage) -> list[str]:
    """Everything that Tab reaches on its way round the page; each must show the focus."""
    names: list[str] = []
    for _ in range(MANY_STOPS):
        page.keys(Keys.TAB)
        name, seen = focus(page.browser)
        assert seen or name == "", f"the focus cannot be seen on {name!r}"
        names.append(name)
    return names


def tab_to(page: QuizPage, name: str, *, back: bool = False) -> None:
    for _ in range(MANY_STOPS):
        if back:
            page.shift_tab()
        else:
            page.keys(Keys.TAB)
        found, seen = focus(page.browser)
        if found.startswith(name):
            assert seen, f"the focus cannot be seen on {name!r}"
            return
    pytest.fail(f"Tab does not reach {name!r}")
