"""Guesses are answered, and score, list, map and tables count them."""

import math
from typing import Any

import pytest

from tests.browser.pages.quiz_page import QuizPage
from tests.browser.support.site_api import SiteApi

pytestmark = pytest.mark.browser

GUESSES = ("London", "zurich", "NAIROBI", "Buenos Aires", "Москва", "Київ", "東京", "ケルン", "Αθήνα", "Θεσσαλονίκη")


def test_ten_guesses_in_several_scripts_are_counted_everywhere(quiz_page: QuizPage, api: SiteApi) -> None:
    quiz_page.open("world")
    named = []
    for count, guess in enumerate(GUESSES, start=1):
        place = api.places("world", guess)[0]
        assert quiz_page.guess(guess).startswith(f"{place['name']}, ")
        assert quiz_page.side_panel.score.places == count
        quiz_page.map.wait_for_dots(count)
        named.append(place)

    assert quiz_page.side_panel.names == [place["name"] for place in reversed(named)]
    assert [row.people for row in quiz_page.side_panel.rows] == [place["population"] for place in reversed(named)]
    assert quiz_page.map.drawn_area.pixel_count > 0
    assert quiz_page.save_status == "saved ✓"
    _assert_totals(quiz_page, api.quiz("world"), named)


def _assert_totals(quiz_page: QuizPage, quiz: dict[str, Any], named: list[dict[str, Any]]) -> None:
    people = sum(place["population"] for place in named)
    share = math.floor(people / quiz["population"] * 1000) / 10  # rounded down: 100 % is shown only for a complete quiz
    assert quiz_page.side_panel.score == (len(named), f"{share} %", people)

    millions, total = sum(place["population"] >= 1_000_000 for place in named), quiz["brackets"][0]["places"]
    assert quiz_page.side_panel.brackets["≥ 1 M"] == f"{millions} of {total:,}"

    countries = {place["country"] for place in named}
    quiz_page.side_panel.tab("countries").click()
    assert quiz_page.side_panel.tab("countries").text == f"{len(countries)} of {len(quiz['regions'])} countries"
    greece = next(region for region in quiz["regions"] if region["code"] == "GR")
    assert quiz_page.side_panel.region_table["Greece"][0] == f"2 of {greece['places']:,}"


def test_an_answer_gives_region_and_population(quiz_page: QuizPage, api: SiteApi) -> None:
    quiz_page.open("us")
    assert "Type the name of a place and press Enter." in quiz_page.answer
    chicago = api.places("us", "Chicago")[0]
    assert quiz_page.guess("  chicago ") == f"Chicago, Illinois · {chicago['population']:,} people."
    assert quiz_page.guess_input.get_attribute("value") == ""
    assert quiz_page.side_panel.rows == [("Chicago", "Illinois", chicago["population"])]


def test_a_guess_is_only_sent_by_enter(quiz_page: QuizPage) -> None:
    quiz_page.open("gr")
    quiz_page.guess_input.send_keys("Ath")
    quiz_page.guess_input.send_keys("ens")
    assert quiz_page.side_panel.score.places == 0
    assert quiz_page.guess("").startswith("Athens, Attica")


def test_an_empty_guess_is_ignored(quiz_page: QuizPage) -> None:
    quiz_page.open("gr")
    before = quiz_page.answer
    quiz_page.guess_input.send_keys("   \n")
    assert quiz_page.guess("Athens").startswith("Athens")
    assert before != quiz_page.answer
    assert quiz_page.side_panel.score.places == 1


def test_guesses_typed_ahead_are_answered_in_order(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    quiz_page.guess_input.send_keys("Chicago\nHouston\nDenver\nPhoenix\n")
    quiz_page.side_panel.wait_for_places(4)
    assert quiz_page.side_panel.names == ["Phoenix", "Denver", "Houston", "Chicago"]
    quiz_page.map.wait_for_dots(4)
