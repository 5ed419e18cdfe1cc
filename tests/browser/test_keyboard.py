"""The whole quiz by keyboard, with the focus in sight all the way."""

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.focus import focus, stops, tab_to
from tests.browser.page import QuizPage
from tests.browser.waiting import eventually, settled, until

pytestmark = pytest.mark.browser


def test_the_input_has_the_focus_from_the_start(page: QuizPage) -> None:
    page.open("us")
    page.answer_to(lambda: page.keys("Chicago", Keys.ENTER))
    assert page.ledger.names == ["Chicago"]
    name, seen = focus(page.browser)
    assert name.startswith("Name a place")
    assert seen


def test_tab_reaches_everything_and_shows_where_it_is(page: QuizPage) -> None:
    page.open("us")
    page.guess("Portland")
    names = "\n".join(stops(page))
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


def test_a_slash_leads_back_to_the_input(page: QuizPage) -> None:
    page.open("us")
    page.guess("Chicago")
    page.keys(Keys.TAB, Keys.TAB, Keys.TAB)
    assert page.focused != page.input
    page.keys("/")
    assert page.focused == page.input
    assert page.input.get_attribute("value") == ""
    page.keys("/")  # here it is a letter
    assert page.input.get_attribute("value") == "/"


def test_the_actions_of_an_answer(page: QuizPage) -> None:
    page.open("us")
    page.guess("Portland")
    tab_to(page, "Add the next")
    assert page.answer_to(lambda: page.keys(Keys.ENTER)).startswith("Portland, Maine")
    tab_to(page, "Undo")
    assert page.answer_to(lambda: page.keys(Keys.SPACE)).startswith("Took back Portland, Maine")
    page.keys("/")
    page.answer_to(lambda: page.keys("Portland", Keys.ENTER))
    assert page.ledger.score.places == 2


def test_swapping_in_the_dialog(page: QuizPage) -> None:
    page.open("us")
    page.guess("Portland")
    tab_to(page, "Swap")
    page.keys(Keys.ENTER)
    until(page.browser, lambda: "Maine" in focus(page.browser)[0])  # the first of the others
    assert focus(page.browser)[1]
    page.keys(Keys.ESCAPE)
    page.wait_for_no_dialog()
    assert focus(page.browser) == ("Swap", True)
    page.keys(Keys.ENTER)
    until(page.browser, lambda: "Maine" in focus(page.browser)[0])
    assert page.answer_to(lambda: page.keys(Keys.ENTER)).startswith("Portland, Maine")
    page.wait_for_no_dialog()


def test_escape_declines_to_start_over(page: QuizPage) -> None:
    page.open("us")
    page.guess("Chicago")
    tab_to(page, "Start over")
    page.keys(Keys.ENTER)
    eventually(page.browser, lambda: focus(page.browser), ("Keep playing", True))
    page.keys(Keys.ESCAPE)
    page.wait_for_no_dialog()
    assert focus(page.browser)[0] == "Start over"
    assert page.ledger.score.places == 1


def test_the_region_filter(page: QuizPage) -> None:
    page.open("us")
    tab_to(page, "Any state")
    page.keys("Mass")  # each letter changes the choice, and none may take the focus away
    eventually(page.browser, lambda: page.focused.get_attribute("value"), "in:US.MA")
    page.keys(Keys.ARROW_UP)
    eventually(page.browser, lambda: page.focused.get_attribute("value"), "in:US.MD")
    page.keys(Keys.ARROW_UP)
    tab_to(page, "Name a place", back=True)
    assert page.answer_to(lambda: page.keys("Portland", Keys.ENTER)).startswith("Portland, Maine")


def test_the_map(page: QuizPage) -> None:
    page.open("us")
    page.guess("Wichita")
    page.guess("Denver")
    tab_to(page, "Map.", back=True)
    atlas, whole = page.atlas, page.atlas.land
    page.keys("+")
    until(page.browser, lambda: atlas.land[2] > whole[2])
    once = settled(page.browser, lambda: atlas.land)
    page.keys("+")
    until(page.browser, lambda: atlas.land[2] > once[2])
    zoomed = settled(page.browser, lambda: atlas.land)
    page.keys(Keys.ARROW_LEFT, Keys.ARROW_DOWN)
    until(page.browser, lambda: atlas.land[0] > zoomed[0] and atlas.land[1] < zoomed[1])
    page.keys("-")
    until(page.browser, lambda: atlas.land[2] < zoomed[2])
    page.keys("0")
    eventually(page.browser, lambda: atlas.land, whole)
    page.keys("n")
    atlas.wait_for_label("Denver\nColorado")
    page.keys("n")
    atlas.wait_for_label("Wichita\nKansas")
    spoken = atlas.section.find_element(By.CSS_SELECTOR, "[role=status]").get_attribute("textContent")
    assert (spoken or "").startswith("Wichita, Kansas, ")
    page.keys(Keys.ESCAPE)
    atlas.wait_for_no_label()


def test_the_buttons_of_the_map(page: QuizPage) -> None:
    page.open("us")
    whole = page.atlas.land
    tab_to(page, "Zoom in", back=True)
    page.keys(Keys.ENTER)
    until(page.browser, lambda: page.atlas.land[2] > whole[2])
    tab_to(page, "Show the whole map")
    page.keys(Keys.ENTER)
    eventually(page.browser, lambda: page.atlas.land, whole)


def test_the_list_and_its_tabs(page: QuizPage) -> None:
    page.open("us")
    page.guess("Denver")
    page.guess("Chicago")
    tab_to(page, "2 listed")
    page.keys(Keys.ARROW_RIGHT)
    until(page.browser, lambda: "states" in focus(page.browser)[0])
    assert page.ledger.regions["Colorado"]
    page.keys(Keys.ARROW_LEFT)
    until(page.browser, lambda: "listed" in focus(page.browser)[0])
    tab_to(page, "DenverColorado")
    page.atlas.wait_for_label("Denver\nColorado")
