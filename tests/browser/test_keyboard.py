"""The whole quiz by keyboard, with the focus in sight all the way."""

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.pages.quiz_page import QuizPage
from tests.browser.support.keyboard_focus import keyboard_focus, tab_stops, tab_to
from tests.browser.support.waiting import wait_until, wait_until_equal, wait_until_stable

pytestmark = pytest.mark.browser


def test_the_input_has_the_focus_from_the_start(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    quiz_page.answer_after(lambda: quiz_page.press_keys("Chicago", Keys.ENTER))
    assert quiz_page.ledger.names == ["Chicago"]
    name, seen = keyboard_focus(quiz_page.browser)
    assert name.startswith("Name a place")
    assert seen


def test_tab_reaches_everything_and_shows_where_it_is(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    quiz_page.guess("Portland")
    names = "\n".join(tab_stops(quiz_page))
    for wanted in (
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
        assert wanted in names


def test_a_slash_leads_back_to_the_input(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    quiz_page.press_keys(Keys.TAB, Keys.TAB, Keys.TAB)
    assert quiz_page.focused_element != quiz_page.guess_input
    quiz_page.press_keys("/")
    assert quiz_page.focused_element == quiz_page.guess_input
    assert quiz_page.guess_input.get_attribute("value") == ""
    quiz_page.press_keys("/")  # here it is a letter
    assert quiz_page.guess_input.get_attribute("value") == "/"


def test_the_actions_of_an_answer(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    quiz_page.guess("Portland")
    tab_to(quiz_page, "Add the next")
    assert quiz_page.answer_after(lambda: quiz_page.press_keys(Keys.ENTER)).startswith("Portland, Maine")
    tab_to(quiz_page, "Undo")
    assert quiz_page.answer_after(lambda: quiz_page.press_keys(Keys.SPACE)).startswith("Took back Portland, Maine")
    quiz_page.press_keys("/")
    quiz_page.answer_after(lambda: quiz_page.press_keys("Portland", Keys.ENTER))
    assert quiz_page.ledger.score.places == 2


def test_swapping_in_the_dialog(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    quiz_page.guess("Portland")
    tab_to(quiz_page, "Swap")
    quiz_page.press_keys(Keys.ENTER)
    wait_until(quiz_page.browser, lambda: "Maine" in keyboard_focus(quiz_page.browser).name)  # the first of the others
    assert keyboard_focus(quiz_page.browser).visible
    quiz_page.press_keys(Keys.ESCAPE)
    quiz_page.wait_for_no_dialog()
    assert keyboard_focus(quiz_page.browser) == ("Swap", True)
    quiz_page.press_keys(Keys.ENTER)
    wait_until(quiz_page.browser, lambda: "Maine" in keyboard_focus(quiz_page.browser).name)
    assert quiz_page.answer_after(lambda: quiz_page.press_keys(Keys.ENTER)).startswith("Portland, Maine")
    quiz_page.wait_for_no_dialog()


def test_escape_declines_to_start_over(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    tab_to(quiz_page, "Start over")
    quiz_page.press_keys(Keys.ENTER)
    wait_until_equal(quiz_page.browser, lambda: keyboard_focus(quiz_page.browser), ("Keep playing", True))
    quiz_page.press_keys(Keys.ESCAPE)
    quiz_page.wait_for_no_dialog()
    assert keyboard_focus(quiz_page.browser).name == "Start over"
    assert quiz_page.ledger.score.places == 1


def test_the_region_filter(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    tab_to(quiz_page, "Any state")
    quiz_page.press_keys("Mass")  # each letter changes the choice, and none may take the focus away
    wait_until_equal(quiz_page.browser, lambda: quiz_page.focused_element.get_attribute("value"), "in:US.MA")
    quiz_page.press_keys(Keys.ARROW_UP)
    wait_until_equal(quiz_page.browser, lambda: quiz_page.focused_element.get_attribute("value"), "in:US.MD")
    quiz_page.press_keys(Keys.ARROW_UP)
    tab_to(quiz_page, "Name a place", back=True)
    assert quiz_page.answer_after(lambda: quiz_page.press_keys("Portland", Keys.ENTER)).startswith("Portland, Maine")


def test_the_map(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    quiz_page.guess("Wichita")
    quiz_page.guess("Denver")
    tab_to(quiz_page, "Map.", back=True)
    quiz_map, whole = quiz_page.map, quiz_page.map.land_box
    quiz_page.press_keys("+")
    wait_until(quiz_page.browser, lambda: quiz_map.land_box.width > whole.width)
    once = wait_until_stable(quiz_page.browser, lambda: quiz_map.land_box)
    quiz_page.press_keys("+")
    wait_until(quiz_page.browser, lambda: quiz_map.land_box.width > once.width)
    zoomed = wait_until_stable(quiz_page.browser, lambda: quiz_map.land_box)
    quiz_page.press_keys(Keys.ARROW_LEFT, Keys.ARROW_DOWN)
    wait_until(quiz_page.browser, lambda: quiz_map.land_box.left > zoomed.left and quiz_map.land_box.top < zoomed.top)
    quiz_page.press_keys("-")
    wait_until(quiz_page.browser, lambda: quiz_map.land_box.width < zoomed.width)
    quiz_page.press_keys("0")
    wait_until_equal(quiz_page.browser, lambda: quiz_map.land_box, whole)
    quiz_page.press_keys("n")
    quiz_map.wait_for_label("Denver\nColorado")
    quiz_page.press_keys("n")
    quiz_map.wait_for_label("Wichita\nKansas")
    spoken = quiz_map.element.find_element(By.CSS_SELECTOR, "[role=status]").get_attribute("textContent")
    assert (spoken or "").startswith("Wichita, Kansas, ")
    quiz_page.press_keys(Keys.ESCAPE)
    quiz_map.wait_for_no_label()


def test_the_buttons_of_the_map(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    whole = quiz_page.map.land_box
    tab_to(quiz_page, "Zoom in", back=True)
    quiz_page.press_keys(Keys.ENTER)
    wait_until(quiz_page.browser, lambda: quiz_page.map.land_box.width > whole.width)
    tab_to(quiz_page, "Show the whole map")
    quiz_page.press_keys(Keys.ENTER)
    wait_until_equal(quiz_page.browser, lambda: quiz_page.map.land_box, whole)


def test_the_list_and_its_tabs(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    quiz_page.guess("Denver")
    quiz_page.guess("Chicago")
    tab_to(quiz_page, "2 listed")
    quiz_page.press_keys(Keys.ARROW_RIGHT)
    wait_until(quiz_page.browser, lambda: "states" in keyboard_focus(quiz_page.browser).name)
    assert quiz_page.ledger.region_table["Colorado"]
    quiz_page.press_keys(Keys.ARROW_LEFT)
    wait_until(quiz_page.browser, lambda: "listed" in keyboard_focus(quiz_page.browser).name)
    tab_to(quiz_page, "DenverColorado")
    quiz_page.map.wait_for_label("Denver\nColorado")
