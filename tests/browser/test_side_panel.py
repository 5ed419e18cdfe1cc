"""The side panel beside the map: the list of named places, and the table of regions."""

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser.pages.quiz_page import QuizPage
from tests.browser.support.waiting import wait_until_equal

pytestmark = pytest.mark.browser

PLACES = ("Denver", "Chicago", "Boulder", "Aurora, CO")

ORDERS = {
    "Oldest": ["Denver", "Chicago", "Boulder", "Aurora"],
    "Newest": ["Aurora", "Boulder", "Chicago", "Denver"],
    "Largest": ["Chicago", "Denver", "Aurora", "Boulder"],
    "Smallest": ["Boulder", "Aurora", "Denver", "Chicago"],
    "By name": ["Aurora", "Boulder", "Chicago", "Denver"],
    "By state": ["Aurora", "Boulder", "Denver", "Chicago"],
}


@pytest.fixture
def page_with_places(quiz_page: QuizPage) -> QuizPage:
    quiz_page.open("us")
    for place in PLACES:
        quiz_page.guess(place)
    return quiz_page


def test_every_order_sorts_the_list(page_with_places: QuizPage) -> None:
    for order, names in ORDERS.items():
        page_with_places.side_panel.sort_by(order)
        wait_until_equal(page_with_places.browser, lambda: page_with_places.side_panel.names, names)


def test_the_filter_finds_names_and_regions(page_with_places: QuizPage) -> None:
    side_panel = page_with_places.side_panel
    side_panel.filter_input.send_keys("colo")
    wait_until_equal(page_with_places.browser, lambda: side_panel.names, ["Aurora", "Boulder", "Denver"])
    side_panel.filter_input.send_keys("rado den")
    wait_until_equal(page_with_places.browser, lambda: side_panel.names, ["Denver"])
    side_panel.filter_input.send_keys("x")
    wait_until_equal(page_with_places.browser, lambda: side_panel.names, [])
    assert "No place on your list matches that." in side_panel.element.text
    assert side_panel.score.places == len(PLACES)
    side_panel.filter_input.send_keys(Keys.CONTROL, "a", Keys.NULL, Keys.BACKSPACE)
    wait_until_equal(page_with_places.browser, lambda: len(side_panel.names), len(PLACES))


def test_the_region_table_starts_with_the_most_named(page_with_places: QuizPage) -> None:
    tab = page_with_places.side_panel.tab("states")
    assert tab.text.startswith("2 of 5")
    tab.click()
    side_panel = page_with_places.side_panel
    wait_until_equal(page_with_places.browser, lambda: list(side_panel.region_table)[:2], ["Colorado", "Illinois"])
    named, share = side_panel.region_table["Colorado"]
    assert named.startswith("3 of ")
    assert share.endswith("%")
    assert page_with_places.side_panel.region_table["Alaska"][0].startswith("0 of ")


def test_a_quiz_of_one_region_has_no_table_of_regions(quiz_page: QuizPage) -> None:
    quiz_page.open("us-co")
    quiz_page.guess("Denver")
    assert not quiz_page.side_panel.element.find_elements("xpath", ".//*[@role='tab'][contains(., ' of ')]")
    assert quiz_page.side_panel.rows[0].region == ""
