"""The map: dots keep their size, and say what they are."""

import pytest
from selenium.webdriver import ActionChains, Chrome

from tests.browser.answers import Answers
from tests.browser.page import QuizPage
from tests.browser.waiting import eventually, until

pytestmark = pytest.mark.browser


def test_a_dot_keeps_its_size_under_zoom(page: QuizPage, browser: Chrome) -> None:
    page.open("us")
    page.guess("Wichita")  # near the middle of the map: it stays in sight
    atlas, whole = page.atlas, page.atlas.land
    before = atlas.wait_for_ink()
    atlas.press("Zoom in")
    atlas.press("Zoom in")
    until(browser, lambda: atlas.land[2] > 2 * whole[2])
    assert atlas.wait_for_ink()[3:] == pytest.approx(before[3:], abs=1)
    atlas.press("Zoom out")
    atlas.press("Show the whole map")
    eventually(browser, lambda: atlas.land, whole)
    assert atlas.wait_for_ink()[:3] == pytest.approx(before[:3], abs=1)


def test_a_larger_place_has_a_larger_dot(page: QuizPage) -> None:
    page.open("us")
    page.guess("New York")
    large = page.atlas.wait_for_ink()
    page.press("Undo")
    page.guess("Truth or Consequences")
    assert page.atlas.wait_for_ink().pixels < large.pixels / 2


def test_a_dot_stands_where_its_place_is(page: QuizPage, browser: Chrome) -> None:
    page.open("us")
    left, _, width = page.atlas.land
    middle = left + width / 2
    page.guess("Seattle")
    west = page.atlas.wait_for_ink().middle
    page.press("Undo")
    page.guess("Miami")
    east = page.atlas.wait_for_ink().middle
    assert west[0] < middle < east[0]
    assert west[1] < east[1]
    page.press("Undo")
    page.guess("Honolulu")  # in its inset below the Southwest
    honolulu = page.atlas.wait_for_ink().middle
    assert left < honolulu[0] < middle


def test_hovering_a_dot_shows_name_region_and_population(page: QuizPage, browser: Chrome, answers: Answers) -> None:
    page.open("us")
    page.guess("Wichita")
    place = answers.places("us", "Wichita")[0]
    dot = page.atlas.wait_for_ink()
    page.atlas.hover(*dot.middle)
    label = f"Wichita\nKansas\n{place['population']:,} people"
    page.atlas.wait_for_label(label)
    page.atlas.hover(dot.left - 100, dot.top)
    page.atlas.wait_for_no_label()


def test_hovering_the_list_shows_the_place_on_the_map(page: QuizPage, browser: Chrome) -> None:
    page.open("world")
    page.guess("Wichita")
    row = page.ledger.element.find_element("css selector", "[data-id]")
    ActionChains(browser).move_to_element(row).perform()
    page.atlas.wait_for_label("Wichita\nKansas, United States\n")


def test_every_kind_of_map_takes_a_dot(page: QuizPage) -> None:
    # Two across the date line, one with an island, an archipelago, a state: each its own projection and frame.
    quizzes = {"oceania": "Suva", "ru": "Москва", "fr": "Ajaccio", "nz": "Auckland", "us-ca": "Fresno"}
    for slug, guess in quizzes.items():
        page.open(slug, guess=guess)
        page.atlas.wait_for_dots(1)
        dot, frame = page.atlas.wait_for_ink(), page.atlas.frame.rect
        assert frame["x"] < dot.middle[0] < frame["x"] + frame["width"]
        assert frame["y"] < dot.middle[1] < frame["y"] + frame["height"]
