"""Progress is stored in the browser: it survives a reload, and two windows share it."""

import json

import pytest
from selenium.webdriver import Chrome

from tests.browser.pages.quiz_page import QuizPage

pytestmark = pytest.mark.browser

STORED_PLACE_COUNT = 1_000

# The format that src/storage/named-places.ts writes. Players' browsers contain it, so it must not change.
STORE_PLACES_SCRIPT = """
const [slug, count] = arguments;
for (let i = 1; i <= count; i += 1) {
  const [lat, lon] = [32 + (i % 40) / 4, -115 + Math.floor(i / 40)];
  const place = [1_700_000_000_000 + i, `Place ${i}`, "Kansas", "US", lat, lon, 1_000 + i];
  localStorage.setItem(`toponaut:1:${slug}:${i}`, JSON.stringify(place));
}
"""


def test_a_reload_restores_the_play(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    for guess in ("Chicago", "Portland, ME", "Denver"):
        quiz_page.guess(guess)
    score, rows, brackets = quiz_page.side_panel.score, quiz_page.side_panel.rows, quiz_page.side_panel.brackets
    quiz_page.reload()
    assert quiz_page.answer == "Welcome back: 3 places still on your map."
    assert (quiz_page.side_panel.score, quiz_page.side_panel.rows, quiz_page.side_panel.brackets) == (
        score,
        rows,
        brackets,
    )
    quiz_page.map.wait_for_dots(3)
    assert quiz_page.guess("Chicago") == "Chicago, Illinois is already on your map."


def test_a_stored_place_has_its_geonames_id_as_key(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    at, *place = json.loads(quiz_page.local_storage()["toponaut:1:us:4887398"])
    assert at > 1_700_000_000_000
    assert place[:3] == ["Chicago", "Illinois", "US"]


def test_a_thousand_places_are_restored(quiz_page: QuizPage, browser: Chrome) -> None:
    quiz_page.open("us")
    browser.execute_script(STORE_PLACES_SCRIPT, "us", STORED_PLACE_COUNT)
    quiz_page.reload()
    assert quiz_page.answer == "Welcome back: 1,000 places still on your map."
    assert quiz_page.side_panel.score.places == STORED_PLACE_COUNT
    quiz_page.map.wait_for_dots(STORED_PLACE_COUNT)
    assert quiz_page.side_panel.total_rows == STORED_PLACE_COUNT
    assert quiz_page.side_panel.names[0] == f"Place {STORED_PLACE_COUNT}"
    assert len(quiz_page.side_panel.rows) < 100  # the page contains only the rows near the visible part
    quiz_page.guess("Chicago")
    quiz_page.map.wait_for_dots(STORED_PLACE_COUNT + 1)


def test_a_damaged_entry_is_ignored_and_others_are_restored(quiz_page: QuizPage, browser: Chrome) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    browser.execute_script("""
        localStorage.setItem("toponaut:1:us:1", "{not json");
        localStorage.setItem("toponaut:1:us:2", '["a", 2]');
    """)
    quiz_page.reload()
    assert quiz_page.side_panel.names == ["Chicago"]


def test_each_quiz_has_its_own_progress(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    quiz_page.open("us-il")
    assert quiz_page.side_panel.score.places == 0
    quiz_page.guess("Springfield")
    quiz_page.open("us")
    assert quiz_page.side_panel.names == ["Chicago"]


def test_two_windows_show_the_same_places(quiz_page: QuizPage, browser: Chrome) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    first = browser.current_window_handle
    browser.switch_to.new_window("window")
    quiz_page.open("us")
    assert quiz_page.side_panel.names == ["Chicago"]
    quiz_page.guess("Winnemucca")
    second = browser.current_window_handle

    browser.switch_to.window(first)
    quiz_page.side_panel.wait_for_places(2)
    quiz_page.map.wait_for_dots(2)
    quiz_page.guess("Boston")
    assert quiz_page.guess("Winnemucca") == "Winnemucca, Nevada is already on your map."
    quiz_page.button("Undo").click()  # a window undoes its own last guess, not the other window's

    browser.switch_to.window(second)
    quiz_page.guess("Houston")
    quiz_page.reload()
    assert quiz_page.side_panel.names == ["Houston", "Winnemucca", "Chicago"]


def test_starting_over_in_one_window_clears_the_other(quiz_page: QuizPage, browser: Chrome) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    first = browser.current_window_handle
    browser.switch_to.new_window("window")
    quiz_page.open("us")
    quiz_page.button("Start over").click()
    quiz_page.press("Clear the map")
    browser.switch_to.window(first)
    quiz_page.side_panel.wait_for_places(0)
    quiz_page.map.wait_for_dots(0)
