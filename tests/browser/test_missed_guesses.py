"""The answer to a miss gives the reason and never reveals the place."""

import pytest

from tests.browser.pages.quiz_page import QuizPage

pytestmark = pytest.mark.browser

# guess in the quiz of the US; reason in the page's answer; name that the answer must not reveal
MISSES = (
    ("Chigago", "one letter off a larger place", "Chicago"),
    ("Mumbai", "is a place, but outside this quiz", "India"),
    ("France", "is a country or a region", "Paris"),
    ("Sheepshead Bay", "a part of a larger municipality", "New York"),
    ("Xqzzt", "No place called Xqzzt is known here", ""),
)


def test_each_miss_has_its_reason(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    for guess, reason, hidden_name in MISSES:
        answer = quiz_page.guess(guess)
        assert guess in answer
        assert reason in answer
        assert not hidden_name or hidden_name not in answer
    assert quiz_page.side_panel.score.places == 0
    assert quiz_page.map.dot_count == 0


def test_a_sections_answer_reveals_its_municipality_only_if_the_player_named_it(quiz_page: QuizPage) -> None:
    quiz_page.open("us-ca")
    quiz_page.guess("San Diego")
    assert "Los Angeles" not in quiz_page.guess("Hollywood")
    quiz_page.guess("Los Angeles")
    quiz_page.guess_input.send_keys("Hollywood\n")
    quiz_page.wait_for_answer("Hollywood is a part of Los Angeles, which you have already named.")
    assert quiz_page.side_panel.names == ["Los Angeles", "San Diego"]


def test_a_hit_on_a_tiny_place_hints_at_a_larger_place(quiz_page: QuizPage) -> None:
    quiz_page.open("world")
    answer = quiz_page.guess("Bogata")
    assert "Romania" in answer
    assert "A place with one letter different is a hundred times larger" in answer
    assert "Bogot" not in answer
    assert "Colombia" not in answer
    assert quiz_page.side_panel.score.places == 1


def test_markup_in_a_guess_is_shown_as_text(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    assert "<b>Xqzzt</b>" in quiz_page.guess("<b>Xqzzt</b>")


def test_a_long_guess_is_shortened_in_the_answer(quiz_page: QuizPage) -> None:
    quiz_page.open("us")
    assert len(quiz_page.guess("x" * 250)) < 100  # the input accepts 200 characters
