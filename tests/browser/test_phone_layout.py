"""The quiz and home pages on a phone of 360 × 740 pixels: layout, touch targets, bottom sheet, gestures."""

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.remote.webelement import WebElement

from tests.browser.pages.home_page import HomePage
from tests.browser.pages.quiz_page import QuizPage
from tests.browser.pages.share_dialog import ShareDialog
from tests.browser.support import devtools
from tests.browser.support.small_screen_checks import horizontal_overflow, small_touch_targets
from tests.browser.support.waiting import wait_until, wait_until_equal

pytestmark = pytest.mark.browser

HEIGHT_ABOVE_KEYBOARD = 400  # pixels


@pytest.fixture
def phone(quiz_page: QuizPage, browser: Chrome) -> QuizPage:
    devtools.emulate_phone(browser)
    quiz_page.open("us")
    return quiz_page


def bounding_box(element: WebElement) -> dict[str, float]:
    """Top, bottom, left and right in pixels of the window."""
    script = "return arguments[0].getBoundingClientRect().toJSON()"
    edges: dict[str, float] = element.parent.execute_script(script, element)
    return edges


def is_in_window(browser: Chrome, element: WebElement) -> bool:
    edges, height = bounding_box(element), browser.execute_script("return visualViewport.height")
    return bool(element.is_displayed() and edges["top"] >= 0 and edges["bottom"] <= height)


def is_sheet_open(quiz_page: QuizPage) -> bool:
    """Whether the bottom sheet with list and tables covers the lower half of the screen."""
    return (
        quiz_page.side_panel.element.is_displayed()
        and bounding_box(quiz_page.side_panel.element)["top"] < devtools.PHONE[1] / 2
    )


def test_no_page_is_wider_than_the_screen(phone: QuizPage, browser: Chrome, home_page: HomePage) -> None:
    phone.guess("Portland")
    phone.guess("Truth or Consequences")
    assert horizontal_overflow(browser) <= 0
    phone.open("world", guess="Buenos Aires")
    phone.wait_for_answer("Buenos Aires")
    assert horizontal_overflow(browser) <= 0
    home_page.open()
    assert horizontal_overflow(browser) <= 0


def test_touch_targets_fit_a_thumb(phone: QuizPage, browser: Chrome, home_page: HomePage) -> None:
    phone.guess("Portland")
    assert small_touch_targets(browser) == []
    phone.button("Swap").click()
    assert phone.open_dialog.is_displayed()
    assert small_touch_targets(browser) == []
    phone.button("Close").click()
    phone.button("List and tables of 1 place").click()
    wait_until(browser, lambda: is_sheet_open(phone))
    assert small_touch_targets(browser) == []
    home_page.open()
    home_page.catalogue_group("Countries").click()
    assert small_touch_targets(browser) == []


@pytest.mark.console_error("ERR_INTERNET_DISCONNECTED")
def test_the_share_dialog_fits_thumb_and_screen(phone: QuizPage, browser: Chrome, share_dialog: ShareDialog) -> None:
    phone.guess("Chicago")
    phone.guess("Boston")
    share_dialog.save_play()
    assert (small_touch_targets(browser), horizontal_overflow(browser)) == ([], 0)
    share_dialog.close()
    assert phone.save_status == "saved ✓"  # the short form: the header has little room
    devtools.go_offline(browser)
    phone.press("Undo")
    wait_until(browser, lambda: phone.save_status == "link waits")
    assert (small_touch_targets(browser), horizontal_overflow(browser)) == ([], 0)
    devtools.go_online(browser)
    wait_until(browser, lambda: phone.save_status == "saved ✓")


def test_the_continue_dialog_fits_thumb_and_screen(phone: QuizPage, browser: Chrome, share_dialog: ShareDialog) -> None:
    phone.guess("Chicago")
    phone.guess("Boston")
    id_ = share_dialog.save_play()
    share_dialog.close()
    share_dialog.clear_browser_storage()
    phone.open("us", guess="Denver")
    phone.wait_for_answer("Denver")
    browser.get(f"{phone.site_url}/quizzes/us?continue={id_}")
    assert phone.open_dialog.is_displayed()
    assert (small_touch_targets(browser), horizontal_overflow(browser)) == ([], 0)


def test_the_input_is_between_map_and_sheet(phone: QuizPage, browser: Chrome) -> None:
    phone.guess("Portland")
    assert is_in_window(browser, phone.guess_input)
    handle = phone.button("List and tables of 1 place")
    assert bounding_box(phone.guess_input)["bottom"] <= bounding_box(handle)["top"]
    assert bounding_box(phone.map.viewport)["bottom"] <= bounding_box(phone.guess_input)["top"]
    assert bounding_box(phone.map.viewport)["height"] > devtools.PHONE[1] / 3


def test_the_input_has_no_focus_so_the_keyboard_stays_closed(phone: QuizPage) -> None:
    assert phone.focused_element != phone.guess_input


def test_exactly_one_line_of_score_is_visible(phone: QuizPage, browser: Chrome) -> None:
    phone.guess("Chicago")
    lines = browser.find_elements("xpath", "//main//p[contains(., 'of people')]")
    lines = [line for line in lines if is_in_window(browser, line)]
    assert len(lines) == 1
    assert "1 place" in lines[0].text
    assert "1 of 51 states" in lines[0].text


def test_buttons_open_and_close_the_sheet(phone: QuizPage, browser: Chrome) -> None:
    phone.guess("Chicago")
    assert not is_sheet_open(phone)
    phone.button("List and tables of 1 place").click()
    wait_until(browser, lambda: is_sheet_open(phone))
    assert phone.side_panel.names == ["Chicago"]
    wait_until(browser, lambda: is_in_window(browser, phone.side_panel.element))
    phone.button("Back to the map").click()
    wait_until(browser, lambda: not is_sheet_open(phone))
    assert is_in_window(browser, phone.guess_input)


def test_swipes_open_and_close_the_sheet(phone: QuizPage, browser: Chrome) -> None:
    phone.guess("Chicago")
    edges = bounding_box(phone.button("List and tables of 1 place"))
    x, y = 180.0, (edges["top"] + edges["bottom"]) / 2
    devtools.move_fingers(browser, [(x, y)], [(x, y - 40)], [(x, y - 120)], [(x, y - 300)])
    wait_until(browser, lambda: is_sheet_open(phone))
    wait_until(browser, lambda: bounding_box(phone.button("Back to the map"))["top"] < 100)
    edges = bounding_box(phone.button("Back to the map"))
    y = (edges["top"] + edges["bottom"]) / 2
    devtools.move_fingers(browser, [(x, y)], [(x, y + 40)], [(x, y + 120)], [(x, y + 300)])
    wait_until(browser, lambda: not is_sheet_open(phone))


def test_input_and_answer_stay_above_the_keyboard(phone: QuizPage, browser: Chrome) -> None:
    phone.guess("Portland")
    devtools.emulate_phone(browser, height=HEIGHT_ABOVE_KEYBOARD)
    wait_until(browser, lambda: is_in_window(browser, phone.guess_input))
    answer = browser.find_element("id", "answer")
    wait_until(browser, lambda: is_in_window(browser, answer))
    assert phone.guess("Chicago").startswith("Chicago, Illinois")
    assert is_in_window(browser, phone.guess_input)
    assert horizontal_overflow(browser) <= 0
    assert small_touch_targets(browser) == []
    devtools.emulate_phone(browser)
    wait_until_equal(browser, lambda: bounding_box(phone.guess_input)["bottom"] > HEIGHT_ABOVE_KEYBOARD, True)


def test_a_tap_on_a_dot_shows_its_label(phone: QuizPage, browser: Chrome) -> None:
    phone.guess("Wichita")
    phone.map.wait_for_dots(1)
    devtools.tap(browser, phone.map.wait_for_drawn_area().center)
    phone.map.wait_for_label("Wichita\nKansas")


def test_two_fingers_zoom_and_one_finger_moves_the_map(phone: QuizPage, browser: Chrome) -> None:
    edges, before = bounding_box(phone.map.viewport), phone.map.land_box
    x, y = (edges["left"] + edges["right"]) / 2, (edges["top"] + edges["bottom"]) / 2
    devtools.move_fingers(browser, [(x - 20, y), (x + 20, y)], [(x - 50, y), (x + 50, y)], [(x - 80, y), (x + 80, y)])
    wait_until(browser, lambda: phone.map.land_box.width > 2 * before.width)
    zoomed = phone.map.land_box
    devtools.move_fingers(browser, [(x, y)], [(x + 20, y)], [(x + 60, y)])
    wait_until(browser, lambda: phone.map.land_box.left > zoomed.left + 20)
    assert phone.map.land_box.width == zoomed.width
