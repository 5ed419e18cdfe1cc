"""Progress lives in the browser: it survives a reload, and two windows share it."""

import json

import pytest
from selenium.webdriver import Chrome

from tests.browser.page import QuizPage

pytestmark = pytest.mark.browser

MANY = 1_000

# The format that src/storage/named-places.ts writes; browsers out there hold it, so it may not change.
SEED = """
const [slug, count] = arguments;
for (let i = 1; i <= count; i += 1) {
  const [lat, lon] = [32 + (i % 40) / 4, -115 + Math.floor(i / 40)];
  const place = [1_700_000_000_000 + i, `Place ${i}`, "Kansas", "US", lat, lon, 1_000 + i];
  localStorage.setItem(`toponaut:1:${slug}:${i}`, JSON.stringify(place));
}
"""


def test_a_reload_keeps_the_play(page: QuizPage) -> None:
    page.open("us")
    for guess in ("Chicago", "Portland, ME", "Denver"):
        page.guess(guess)
    score, rows, brackets = page.ledger.score, page.ledger.rows, page.ledger.brackets
    page.reload()
    assert page.answer == "Welcome back: 3 places still on your map."
    assert (page.ledger.score, page.ledger.rows, page.ledger.brackets) == (score, rows, brackets)
    page.atlas.wait_for_dots(3)
    assert page.guess("Chicago") == "Chicago, Illinois is already on your map."


def test_what_is_stored_is_keyed_by_geonames_id(page: QuizPage) -> None:
    page.open("us")
    page.guess("Chicago")
    at, *place = json.loads(page.stored()["toponaut:1:us:4887398"])
    assert at > 1_700_000_000_000
    assert place[:3] == ["Chicago", "Illinois", "US"]


def test_a_thousand_places_are_restored(page: QuizPage, browser: Chrome) -> None:
    page.open("us")
    browser.execute_script(SEED, "us", MANY)
    page.reload()
    assert page.answer == "Welcome back: 1,000 places still on your map."
    assert page.ledger.score.places == MANY
    page.atlas.wait_for_dots(MANY)
    assert page.ledger.length == MANY
    assert page.ledger.names[0] == f"Place {MANY}"
    assert len(page.ledger.rows) < 100  # only those in view are in the page
    page.guess("Chicago")
    page.atlas.wait_for_dots(MANY + 1)


def test_a_spoilt_entry_costs_only_itself(page: QuizPage, browser: Chrome) -> None:
    page.open("us")
    page.guess("Chicago")
    browser.execute_script("""
        localStorage.setItem("toponaut:1:us:1", "{not json");
        localStorage.setItem("toponaut:1:us:2", '["a", 2]');
    """)
    page.reload()
    assert page.ledger.names == ["Chicago"]


def test_one_quiz_does_not_leak_into_another(page: QuizPage) -> None:
    page.open("us")
    page.guess("Chicago")
    page.open("us-il")
    assert page.ledger.score.places == 0
    page.guess("Springfield")
    page.open("us")
    assert page.ledger.names == ["Chicago"]


def test_two_windows_keep_in_step(page: QuizPage, browser: Chrome) -> None:
    page.open("us")
    page.guess("Chicago")
    first = browser.current_window_handle
    browser.switch_to.new_window("window")
    page.open("us")
    assert page.ledger.names == ["Chicago"]
    page.guess("Winnemucca")
    second = browser.current_window_handle

    browser.switch_to.window(first)
    page.ledger.wait_for_places(2)
    page.atlas.wait_for_dots(2)
    page.guess("Boston")
    assert page.guess("Winnemucca") == "Winnemucca, Nevada is already on your map."
    page.button("Undo").click()  # a tab takes back its own step, not the other's

    browser.switch_to.window(second)
    page.guess("Houston")
    page.reload()
    assert page.ledger.names == ["Houston", "Winnemucca", "Chicago"]


def test_starting_over_in_one_window_clears_the_other(page: QuizPage, browser: Chrome) -> None:
    page.open("us")
    page.guess("Chicago")
    first = browser.current_window_handle
    browser.switch_to.new_window("window")
    page.open("us")
    page.button("Start over").click()
    page.press("Clear the map")
    browser.switch_to.window(first)
    page.ledger.wait_for_places(0)
    page.atlas.wait_for_dots(0)
