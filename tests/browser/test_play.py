"""Ten guesses in four scripts: everything on the page that counts, counts."""

import math
from typing import Any

import pytest

from tests.browser.answers import Answers
from tests.browser.page import QuizPage

pytestmark = [pytest.mark.browser, pytest.mark.through_nginx]

GUESSES = ("London", "zurich", "NAIROBI", "Buenos Aires", "Москва", "Київ", "東京", "ケルン", "Αθήνα", "Θεσσαλονίκη")


def test_ten_guesses_in_four_scripts(page: QuizPage, answers: Answers) -> None:
    page.open("world")
    named = []
    for count, guess in enumerate(GUESSES, start=1):
        place = answers.places("world", guess)[0]
        assert page.guess(guess).startswith(f"{place['name']}, ")
        assert page.ledger.score.places == count
        page.atlas.wait_for_dots(count)
        named.append(place)

    assert page.ledger.names == [place["name"] for place in reversed(named)]
    assert [row.people for row in page.ledger.rows] == [place["population"] for place in reversed(named)]
    assert page.atlas.ink.pixels > 0
    assert page.status == "saved ✓"
    _check_totals(page, answers.quiz("world"), named)


def _check_totals(page: QuizPage, quiz: dict[str, Any], named: list[dict[str, Any]]) -> None:
    people = sum(place["population"] for place in named)
    share = math.floor(people / quiz["population"] * 1000) / 10  # rounded down: nobody has 100 % before the end
    assert page.ledger.score == (len(named), f"{share} %", people)

    millions, of = sum(place["population"] >= 1_000_000 for place in named), quiz["brackets"][0]["places"]
    assert page.ledger.brackets["≥ 1 M"] == f"{millions} of {of:,}"

    countries = {place["country"] for place in named}
    page.ledger.tab("countries").click()
    assert page.ledger.tab("countries").text == f"{len(countries)} of {len(quiz['regions'])} countries"
    greece = next(region for region in quiz["regions"] if region["code"] == "GR")
    assert page.ledger.regions["Greece"][0] == f"2 of {greece['places']:,}"


def test_the_first_guess_says_where_and_how_many(page: QuizPage, answers: Answers) -> None:
    page.open("us")
    assert "Type the name of a place and press Enter." in page.answer
    chicago = answers.places("us", "Chicago")[0]
    assert page.guess("  chicago ") == f"Chicago, Illinois · {chicago['population']:,} people."
    assert page.input.get_attribute("value") == ""
    assert page.ledger.rows == [("Chicago", "Illinois", chicago["population"])]


def test_nothing_is_taken_before_enter(page: QuizPage) -> None:
    page.open("gr")
    page.input.send_keys("Ath")
    page.input.send_keys("ens")
    assert page.ledger.score.places == 0
    assert page.guess("").startswith("Athens, Attica")


def test_an_empty_guess_is_no_guess(page: QuizPage) -> None:
    page.open("gr")
    before = page.answer
    page.input.send_keys("   \n")
    assert page.guess("Athens").startswith("Athens")
    assert before != page.answer
    assert page.ledger.score.places == 1


def test_guesses_typed_ahead_are_answered_in_order(page: QuizPage) -> None:
    page.open("us")
    page.input.send_keys("Chicago\nHouston\nDenver\nPhoenix\n")
    page.ledger.wait_for_places(4)
    assert page.ledger.names == ["Phoenix", "Denver", "Houston", "Chicago"]
    page.atlas.wait_for_dots(4)
