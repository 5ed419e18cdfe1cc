"""A phone of 360 × 740 pixels, held in one hand."""

from typing import Any

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.remote.webelement import WebElement

from tests.browser import devtools
from tests.browser.home import HomePage
from tests.browser.page import QuizPage
from tests.browser.share import Share
from tests.browser.waiting import eventually, until

pytestmark = pytest.mark.browser

LEAST_PX = 44
KEYBOARD_UP = 400  # pixels that a keyboard leaves of the height

# Links within a sentence are as high as its lines; everything else must fit a thumb.
SMALL = """
const small = [];
for (const element of document.querySelectorAll("a[href], button, input, select, summary, [role=tab]")) {
  const shown = element.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true });
  if (!shown || element.closest("p")) continue;
  // Rounded: a sheet in motion lies between two pixels.
  const [width, height] = ["width", "height"].map((side) => Math.round(element.getBoundingClientRect()[side]));
  const name = element.getAttribute("aria-label") || element.textContent.trim() || element.id;
  if (width < arguments[0] || height < arguments[0]) small.push(`${name}: ${width} × ${height}`);
}
return small;
"""


@pytest.fixture
def phone(page: QuizPage, browser: Chrome) -> QuizPage:
    devtools.be_phone(browser)
    page.open("us")
    return page


def box(element: WebElement) -> dict[str, float]:
    """Top, bottom, left and right in pixels of the window."""
    script = "return arguments[0].getBoundingClientRect().toJSON()"
    found: dict[str, float] = element.parent.execute_script(script, element)
    return found


def in_window(browser: Chrome, element: WebElement) -> bool:
    edges, height = box(element), browser.execute_script("return visualViewport.height")
    return bool(element.is_displayed() and edges["top"] >= 0 and edges["bottom"] <= height)


def overflow(browser: Chrome) -> Any:
    """Pixels by which the page is wider than the window."""
    return browser.execute_script("return document.documentElement.scrollWidth - innerWidth")


def sheet(page: QuizPage) -> bool:
    """Whether the sheet with list and tables is up."""
    return page.ledger.element.is_displayed() and box(page.ledger.element)["top"] < devtools.PHONE[1] / 2


def test_nothing_is_wider_than_the_screen(phone: QuizPage, browser: Chrome, home: HomePage) -> None:
    phone.guess("Portland")
    phone.guess("Truth or Consequences")
    assert overflow(browser) <= 0
    phone.open("world", guess="Buenos Aires")
    phone.wait_for_answer("Buenos Aires")
    assert overflow(browser) <= 0
    home.open()
    assert overflow(browser) <= 0


def test_targets_fit_a_thumb(phone: QuizPage, browser: Chrome, home: HomePage) -> None:
    phone.guess("Portland")
    assert browser.execute_script(SMALL, LEAST_PX) == []
    phone.button("Swap").click()
    assert phone.dialog.is_displayed()
    assert browser.execute_script(SMALL, LEAST_PX) == []
    phone.button("Close").click()
    phone.button("List and tables of 1 place").click()
    until(browser, lambda: sheet(phone))
    assert browser.execute_script(SMALL, LEAST_PX) == []
    home.open()
    home.group("Countries").click()
    assert browser.execute_script(SMALL, LEAST_PX) == []


@pytest.mark.console_error("ERR_INTERNET_DISCONNECTED")
def test_sharing_fits_a_thumb_and_the_screen(phone: QuizPage, browser: Chrome, share: Share) -> None:
    phone.guess("Chicago")
    phone.guess("Boston")
    share.save()
    assert (browser.execute_script(SMALL, LEAST_PX), overflow(browser)) == ([], 0)
    share.close()
    assert phone.status == "saved ✓"  # what is well needs no room
    devtools.go_offline(browser)
    phone.press("Undo")
    until(browser, lambda: phone.status == "link waits")
    assert (browser.execute_script(SMALL, LEAST_PX), overflow(browser)) == ([], 0)
    devtools.go_online(browser)
    until(browser, lambda: phone.status == "saved ✓")


def test_continuing_fits_a_thumb(phone: QuizPage, browser: Chrome, share: Share) -> None:
    phone.guess("Chicago")
    phone.guess("Boston")
    id_ = share.save()
    share.close()
    share.forget()
    phone.open("us", guess="Denver")
    phone.wait_for_answer("Denver")
    browser.get(f"{phone.site}/quizzes/us?continue={id_}")
    assert phone.dialog.is_displayed()
    assert (browser.execute_script(SMALL, LEAST_PX), overflow(browser)) == ([], 0)


def test_the_input_stands_above_the_sheet(phone: QuizPage, browser: Chrome) -> None:
    phone.guess("Portland")
    assert in_window(browser, phone.input)
    handle = phone.button("List and tables of 1 place")
    assert box(phone.input)["bottom"] <= box(handle)["top"]
    assert box(phone.atlas.frame)["bottom"] <= box(phone.input)["top"]
    assert box(phone.atlas.frame)["height"] > devtools.PHONE[1] / 3


def test_the_keyboard_does_not_come_by_itself(phone: QuizPage) -> None:
    assert phone.focused != phone.input


def test_one_line_of_score_stands_between_map_and_input(phone: QuizPage, browser: Chrome) -> None:
    phone.guess("Chicago")
    lines = browser.find_elements("xpath", "//main//p[contains(., 'of people')]")
    lines = [line for line in lines if in_window(browser, line)]
    assert len(lines) == 1
    assert "1 place" in lines[0].text
    assert "1 of 51 states" in lines[0].text


def test_the_sheet_opens_and_closes(phone: QuizPage, browser: Chrome) -> None:
    phone.guess("Chicago")
    assert not sheet(phone)
    phone.button("List and tables of 1 place").click()
    until(browser, lambda: sheet(phone))
    assert phone.ledger.names == ["Chicago"]
    until(browser, lambda: in_window(browser, phone.ledger.element))
    phone.button("Back to the map").click()
    until(browser, lambda: not sheet(phone))
    assert in_window(browser, phone.input)


def test_the_sheet_follows_the_thumb(phone: QuizPage, browser: Chrome) -> None:
    phone.guess("Chicago")
    edges = box(phone.button("List and tables of 1 place"))
    x, y = 180.0, (edges["top"] + edges["bottom"]) / 2
    devtools.touch(browser, [(x, y)], [(x, y - 40)], [(x, y - 120)], [(x, y - 300)])
    until(browser, lambda: sheet(phone))
    until(browser, lambda: box(phone.button("Back to the map"))["top"] < 100)
    edges = box(phone.button("Back to the map"))
    y = (edges["top"] + edges["bottom"]) / 2
    devtools.touch(browser, [(x, y)], [(x, y + 40)], [(x, y + 120)], [(x, y + 300)])
    until(browser, lambda: not sheet(phone))


def test_input_and_answer_stay_above_the_keyboard(phone: QuizPage, browser: Chrome) -> None:
    phone.guess("Portland")
    devtools.be_phone(browser, height=KEYBOARD_UP)
    until(browser, lambda: in_window(browser, phone.input))
    answer = browser.find_element("id", "answer")
    until(browser, lambda: in_window(browser, answer))
    assert phone.guess("Chicago").startswith("Chicago, Illinois")
    assert in_window(browser, phone.input)
    assert overflow(browser) <= 0
    assert browser.execute_script(SMALL, LEAST_PX) == []
    devtools.be_phone(browser)
    eventually(browser, lambda: box(phone.input)["bottom"] > KEYBOARD_UP, True)


def test_a_tap_on_a_dot_names_the_place(phone: QuizPage, browser: Chrome) -> None:
    phone.guess("Wichita")
    phone.atlas.wait_for_dots(1)
    devtools.touch(browser, [phone.atlas.wait_for_ink().middle])
    phone.atlas.wait_for_label("Wichita\nKansas")


def test_two_fingers_zoom_and_one_moves(phone: QuizPage, browser: Chrome) -> None:
    edges, before = box(phone.atlas.frame), phone.atlas.land
    x, y = (edges["left"] + edges["right"]) / 2, (edges["top"] + edges["bottom"]) / 2
    devtools.touch(browser, [(x - 20, y), (x + 20, y)], [(x - 50, y), (x + 50, y)], [(x - 80, y), (x + 80, y)])
    until(browser, lambda: phone.atlas.land[2] > 2 * before[2])
    zoomed = phone.atlas.land
    devtools.touch(browser, [(x, y)], [(x + 20, y)], [(x + 60, y)])
    until(browser, lambda: phone.atlas.land[0] > zoomed[0] + 20)
    assert phone.atlas.land[2] == zoomed[2]
