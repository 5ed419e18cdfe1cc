"""The whole quiz page can be used with the keyboard, and the focus is always visible."""

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.pages.quiz_page import QuizPage
from tests.browser.support.keyboard_focus import keyboard_focus, tab_stops, tab_to
from tests.browser.support.waiting import wait_until, wait_until_equal, wait_until_stable

pytestmark = pytest.mark.browser


def test_the_guess_input_has_the_focus_at_the_start(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    quiz_page.answer_after(lambda: quiz_page.press_keys("Chicago", Keys.ENTER))
    assert quiz_page.side_panel.names == ["Chicago"]
    focus = keyboard_focus(quiz_page.browser)
    assert focus.name.startswith("Name a place")
    assert focus.visible


def test_tab_reaches_every_control_and_shows_the_focus(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    quiz_page.guess("Portland")
    names = "\n".join(tab_stops(quiz_page))
    for name in (
        "Toponaut, all quizzes",
        "United States",
        "Switch between light and dark",
        "Map. Arrow keys move it",
        "Zoom in",
        "Zoom out",
        "Show the whole map",
        "Name a place",
        "Any state",
        "Add the next",
        "Swap",
        "Add all",
        "Undo",
        "listed",
        "Order of the list",
        "Filter the list",
        "Start over",
        "PortlandOregon",
    ):
        assert name in names


def test_slash_moves_the_focus_to_the_guess_input(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    quiz_page.press_keys(Keys.TAB, Keys.TAB, Keys.TAB)
    assert quiz_page.focused_element != quiz_page.guess_input
    quiz_page.press_keys("/")
    assert quiz_page.focused_element == quiz_page.guess_input
    assert quiz_page.guess_input.get_attribute("value") == ""
    quiz_page.press_keys("/")  # inside the input it is typed
    assert quiz_page.guess_input.get_attribute("value") == "/"


def test_the_buttons_of_an_answer_work(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    quiz_page.guess("Portland")
    tab_to(quiz_page, "Add the next")
    assert quiz_page.answer_after(lambda: quiz_page.press_keys(Keys.ENTER)).startswith("Portland, Maine")
    tab_to(quiz_page, "Undo")
    assert quiz_page.answer_after(lambda: quiz_page.press_keys(Keys.SPACE)).startswith("Took back Portland, Maine")
    quiz_page.press_keys("/")
    quiz_page.answer_after(lambda: quiz_page.press_keys("Portland", Keys.ENTER))
    assert quiz_page.side_panel.score.places == 2


def test_a_homonym_can_be_swapped_in_the_dialog(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    quiz_page.guess("Portland")
    tab_to(quiz_page, "Swap")
    quiz_page.press_keys(Keys.ENTER)
    wait_until(quiz_page.browser, lambda: "Maine" in keyboard_focus(quiz_page.browser).name)  # the first other homonym
    assert keyboard_focus(quiz_page.browser).visible
    quiz_page.press_keys(Keys.ESCAPE)
    quiz_page.wait_for_no_dialog()
    assert keyboard_focus(quiz_page.browser) == ("Swap", True)
    quiz_page.press_keys(Keys.ENTER)
    wait_until(quiz_page.browser, lambda: "Maine" in keyboard_focus(quiz_page.browser).name)
    assert quiz_page.answer_after(lambda: quiz_page.press_keys(Keys.ENTER)).startswith("Portland, Maine")
    quiz_page.wait_for_no_dialog()


def test_escape_cancels_starting_over(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    tab_to(quiz_page, "Start over")
    quiz_page.press_keys(Keys.ENTER)
    wait_until_equal(quiz_page.browser, lambda: keyboard_focus(quiz_page.browser), ("Keep playing", True))
    quiz_page.press_keys(Keys.ESCAPE)
    quiz_page.wait_for_no_dialog()
    assert keyboard_focus(quiz_page.browser).name == "Start over"
    assert quiz_page.side_panel.score.places == 1


def test_the_region_filter_can_be_set(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    tab_to(quiz_page, "Any state")
    quiz_page.press_keys("Mass")  # each letter changes the selection and must not move the focus
    wait_until_equal(quiz_page.browser, lambda: quiz_page.focused_element.get_attribute("value"), "in:US.MA")
    quiz_page.press_keys(Keys.ARROW_UP)
    wait_until_equal(quiz_page.browser, lambda: quiz_page.focused_element.get_attribute("value"), "in:US.MD")
    quiz_page.press_keys(Keys.ARROW_UP)
    tab_to(quiz_page, "Name a place", back=True)
    assert quiz_page.answer_after(lambda: quiz_page.press_keys("Portland", Keys.ENTER)).startswith("Portland, Maine")


def test_keys_zoom_and_move_the_map_and_show_places(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    quiz_page.guess("Wichita")
    quiz_page.guess("Denver")
    tab_to(quiz_page, "Map.", back=True)
    quiz_map, initial = quiz_page.map, quiz_page.map.land_box
    quiz_page.press_keys("+")
    wait_until(quiz_page.browser, lambda: quiz_map.land_box.width > initial.width)
    zoomed_once = wait_until_stable(quiz_page.browser, lambda: quiz_map.land_box)
    quiz_page.press_keys("+")
    wait_until(quiz_page.browser, lambda: quiz_map.land_box.width > zoomed_once.width)
    zoomed = wait_until_stable(quiz_page.browser, lambda: quiz_map.land_box)
    quiz_page.press_keys(Keys.ARROW_LEFT, Keys.ARROW_DOWN)
    wait_until(quiz_page.browser, lambda: quiz_map.land_box.left > zoomed.left and quiz_map.land_box.top < zoomed.top)
    quiz_page.press_keys("-")
    wait_until(quiz_page.browser, lambda: quiz_map.land_box.width < zoomed.width)
    quiz_page.press_keys("0")
    wait_until_equal(quiz_page.browser, lambda: quiz_map.land_box, initial)
    quiz_page.press_keys("n")
    quiz_map.wait_for_label("Denver\nColorado")
    quiz_page.press_keys("n")
    quiz_map.wait_for_label("Wichita\nKansas")
    spoken = quiz_map.element.find_element(By.CSS_SELECTOR, "[role=status]").get_attribute("textContent")
    assert (spoken or "").startswith("Wichita, Kansas, ")
    quiz_page.press_keys(Keys.ESCAPE)
    quiz_map.wait_for_no_label()


def test_the_map_buttons_zoom(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    initial = quiz_page.map.land_box
    tab_to(quiz_page, "Zoom in", back=True)
    quiz_page.press_keys(Keys.ENTER)
    wait_until(quiz_page.browser, lambda: quiz_page.map.land_box.width > initial.width)
    tab_to(quiz_page, "Show the whole map")
    quiz_page.press_keys(Keys.ENTER)
    wait_until_equal(quiz_page.browser, lambda: quiz_page.map.land_box, initial)


def test_tabs_and_list_rows_can_be_selected(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    quiz_page.guess("Denver")
    quiz_page.guess("Chicago")
    tab_to(quiz_page, "2 listed")
    quiz_page.press_keys(Keys.ARROW_RIGHT)
    wait_until(quiz_page.browser, lambda: "states" in keyboard_focus(quiz_page.browser).name)
    assert quiz_page.side_panel.region_table["Colorado"]
    quiz_page.press_keys(Keys.ARROW_LEFT)
    wait_until(quiz_page.browser, lambda: "listed" in keyboard_focus(quiz_page.browser).name)
    tab_to(quiz_page, "DenverColorado")
    quiz_page.map.wait_for_label("Denver\nColorado")
