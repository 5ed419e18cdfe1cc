"""The list and the table of regions beside the map."""

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
def played(quiz_page: QuizPage) -> QuizPage:
    quiz_page.open("us")
    for place in PLACES:
        quiz_page.guess(place)
    return quiz_page


def test_order(played: QuizPage) -> None:
    for order, names in ORDERS.items():
        played.ledger.sort_by(order)
        wait_until_equal(played.browser, lambda: played.ledger.names, names)


def test_filter_by_name_and_by_region(played: QuizPage) -> None:
    ledger = played.ledger
    ledger.filter_input.send_keys("colo")
    wait_until_equal(played.browser, lambda: ledger.names, ["Aurora", "Boulder", "Denver"])
    ledger.filter_input.send_keys("rado den")
    wait_until_equal(played.browser, lambda: ledger.names, ["Denver"])
    ledger.filter_input.send_keys("x")
    wait_until_equal(played.browser, lambda: ledger.names, [])
    assert "No place on your list has that in its name." in ledger.element.text
    assert ledger.score.places == len(PLACES)
    ledger.filter_input.send_keys(Keys.CONTROL, "a", Keys.NULL, Keys.BACKSPACE)
    wait_until_equal(played.browser, lambda: len(ledger.names), len(PLACES))


def test_regions_most_named_first(played: QuizPage) -> None:
    tab = played.ledger.tab("states")
    assert tab.text.startswith("2 of 5")
    tab.click()
    wait_until_equal(played.browser, lambda: list(played.ledger.region_table)[:2], ["Colorado", "Illinois"])
    named, share = played.ledger.region_table["Colorado"]
    assert named.startswith("3 of ")
    assert share.endswith("%")
    assert played.ledger.region_table["Alaska"][0].startswith("0 of ")


def test_a_quiz_of_one_region_has_no_table_of_regions(quiz_page: QuizPage) -> None:
    quiz_page.open("us-co")
    quiz_page.guess("Denver")
    assert not quiz_page.ledger.element.find_elements("xpath", ".//*[@role='tab'][contains(., ' of ')]")
    assert quiz_page.ledger.rows[0].region == ""
