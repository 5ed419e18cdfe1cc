"""The ledger beside the map: the list of named places, and the table of regions."""

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
def ledger_page(quiz_page: QuizPage) -> QuizPage:
    quiz_page.open("us")
    for place in PLACES:
        quiz_page.guess(place)
    return quiz_page


def test_every_order_sorts_the_list(ledger_page: QuizPage) -> None:
    for order, names in ORDERS.items():
        ledger_page.ledger.sort_by(order)
        wait_until_equal(ledger_page.browser, lambda: ledger_page.ledger.names, names)


def test_the_filter_finds_names_and_regions(ledger_page: QuizPage) -> None:
    ledger = ledger_page.ledger
    ledger.filter_input.send_keys("colo")
    wait_until_equal(ledger_page.browser, lambda: ledger.names, ["Aurora", "Boulder", "Denver"])
    ledger.filter_input.send_keys("rado den")
    wait_until_equal(ledger_page.browser, lambda: ledger.names, ["Denver"])
    ledger.filter_input.send_keys("x")
    wait_until_equal(ledger_page.browser, lambda: ledger.names, [])
    assert "No place on your list has that in its name." in ledger.element.text
    assert ledger.score.places == len(PLACES)
    ledger.filter_input.send_keys(Keys.CONTROL, "a", Keys.NULL, Keys.BACKSPACE)
    wait_until_equal(ledger_page.browser, lambda: len(ledger.names), len(PLACES))


def test_the_region_table_starts_with_the_most_named(ledger_page: QuizPage) -> None:
    tab = ledger_page.ledger.tab("states")
    assert tab.text.startswith("2 of 5")
    tab.click()
    wait_until_equal(ledger_page.browser, lambda: list(ledger_page.ledger.region_table)[:2], ["Colorado", "Illinois"])
    named, share = ledger_page.ledger.region_table["Colorado"]
    assert named.startswith("3 of ")
    assert share.endswith("%")
    assert ledger_page.ledger.region_table["Alaska"][0].startswith("0 of ")


def test_a_quiz_of_one_region_has_no_table_of_regions(quiz_page: QuizPage) -> None:
    quiz_page.open("us-co")
    quiz_page.guess("Denver")
    assert not quiz_page.ledger.element.find_elements("xpath", ".//*[@role='tab'][contains(., ' of ')]")
    assert quiz_page.ledger.rows[0].region == ""
