"""The interactive map: size and position of dots, and the labels of places."""

import pytest
from selenium.webdriver import ActionChains, Chrome

from tests.browser.pages.quiz_page import QuizPage
from tests.browser.support.site_api import SiteApi
from tests.browser.support.waiting import wait_until, wait_until_equal

pytestmark = pytest.mark.browser


def test_a_dot_keeps_its_size_when_zooming(quiz_page: QuizPage, browser: Chrome) -> None:
    quiz_page.open("us")
    quiz_page.guess("Wichita")  # near the middle of the map: it stays visible
    quiz_map, initial = quiz_page.map, quiz_page.map.land_box
    before = quiz_map.wait_for_drawn_area()
    quiz_map.press("Zoom in")
    quiz_map.press("Zoom in")
    wait_until(browser, lambda: quiz_map.land_box.width > 2 * initial.width)
    assert quiz_map.wait_for_drawn_area()[3:] == pytest.approx(before[3:], abs=1)
    quiz_map.press("Zoom out")
    quiz_map.press("Show the whole map")
    wait_until_equal(browser, lambda: quiz_map.land_box, initial)
    assert quiz_map.wait_for_drawn_area()[:3] == pytest.approx(before[:3], abs=1)


def test_a_larger_place_has_a_larger_dot(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    quiz_page.guess("New York")
    large = quiz_page.map.wait_for_drawn_area()
    quiz_page.press("Undo")
    quiz_page.guess("Truth or Consequences")
    assert quiz_page.map.wait_for_drawn_area().pixel_count < large.pixel_count / 2


def test_a_dot_is_at_the_position_of_its_place(quiz_page: QuizPage, browser: Chrome) -> None:
    quiz_page.open("us")
    left, _, width = quiz_page.map.land_box
    middle = left + width / 2
    quiz_page.guess("Seattle")
    west = quiz_page.map.wait_for_drawn_area().center
    quiz_page.press("Undo")
    quiz_page.guess("Miami")
    east = quiz_page.map.wait_for_drawn_area().center
    assert west[0] < middle < east[0]
    assert west[1] < east[1]
    quiz_page.press("Undo")
    quiz_page.guess("Honolulu")  # in its inset below the Southwest
    honolulu = quiz_page.map.wait_for_drawn_area().center
    assert left < honolulu[0] < middle


def test_hovering_a_dot_shows_name_region_and_population(quiz_page: QuizPage, browser: Chrome, api: SiteApi) -> None:
    quiz_page.open("us")
    quiz_page.guess("Wichita")
    place = api.places("us", "Wichita")[0]
    dot = quiz_page.map.wait_for_drawn_area()
    quiz_page.map.move_mouse_to(*dot.center)
    label = f"Wichita\nKansas\n{place['population']:,} people"
    quiz_page.map.wait_for_label(label)
    quiz_page.map.move_mouse_to(dot.left - 100, dot.top)
    quiz_page.map.wait_for_no_label()


def test_hovering_the_list_shows_the_place_on_the_map(quiz_page: QuizPage, browser: Chrome) -> None:
    quiz_page.open("world")
    quiz_page.guess("Wichita")
    row = quiz_page.side_panel.element.find_element("css selector", "[data-id]")
    ActionChains(browser).move_to_element(row).perform()
    quiz_page.map.wait_for_label("Wichita\nKansas, United States\n")


def test_every_kind_of_map_shows_a_dot_inside_its_frame(quiz_page: QuizPage) -> None:
    # Two maps across the date line, one with an island, an archipelago, a state: each has its own projection.
    quizzes = {"oceania": "Suva", "ru": "Москва", "fr": "Ajaccio", "nz": "Auckland", "us-ca": "Fresno"}
    for slug, guess in quizzes.items():
        quiz_page.open(slug, guess=guess)
        quiz_page.map.wait_for_dots(1)
        dot, viewport = quiz_page.map.wait_for_drawn_area(), quiz_page.map.viewport.rect
        assert viewport["x"] < dot.center[0] < viewport["x"] + viewport["width"]
        assert viewport["y"] < dot.center[1] < viewport["y"] + viewport["height"]
