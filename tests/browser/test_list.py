"""The list and the table of regions beside the map."""

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser.page import QuizPage
from tests.browser.waiting import eventually

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
def played(page: QuizPage) -> QuizPage:
    page.open("us")
    for place in PLACES:
        page.guess(place)
    return page


def test_order(played: QuizPage) -> None:
    for order, names in ORDERS.items():
        played.ledger.sort(order)
        eventually(played.browser, lambda: played.ledger.names, names)


def test_filter_by_name_and_by_region(played: QuizPage) -> None:
    ledger = played.ledger
    ledger.filter.send_keys("colo")
    eventually(played.browser, lambda: ledger.names, ["Aurora", "Boulder", "Denver"])
    ledger.filter.send_keys("rado den")
    eventually(played.browser, lambda: ledger.names, ["Denver"])
    ledger.filter.send_keys("x")
    eventually(played.browser, lambda: ledger.names, [])
    assert "No place on your list has that in its name." in ledger.element.text
    assert ledger.score.places == len(PLACES)
    ledger.filter.send_keys(Keys.CONTROL, "a", Keys.NULL, Keys.BACKSPACE)
    eventually(played.browser, lambda: len(ledger.names), len(PLACES))


def test_regions_most_named_first(played: QuizPage) -> None:
    tab = played.ledger.tab("states")
    assert tab.text.startswith("2 of 5")
    tab.click()
    eventually(played.browser, lambda: list(played.ledger.regions)[:2], ["Colorado", "Illinois"])
    named, share = played.ledger.regions["Colorado"]
    assert named.startswith("3 of ")
    assert share.endswith("%")
    assert played.ledger.regions["Alaska"][0].startswith("0 of ")


def test_a_quiz_of_one_region_has_no_table_of_regions(page: QuizPage) -> None:
    page.open("us-co")
    page.guess("Denver")
    assert not page.ledger.element.find_elements("xpath", ".//*[@role='tab'][contains(., ' of ')]")
    assert page.ledger.rows[0].where == ""
