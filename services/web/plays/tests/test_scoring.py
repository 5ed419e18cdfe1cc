"""Which places of a play count, and their score."""

from operator import attrgetter
from typing import Any

import pytest

from plays.played_places import PlayedPlace
from plays.scoring import Score, is_counted, score
from quizzes.models import Quiz

WORLD = Quiz(slug="world", kind="world", scope="")
EUROPE = Quiz(slug="europe", kind="continent", scope="EU")
BRITAIN = Quiz(slug="gb", kind="country", scope="GB")
ENGLAND = Quiz(slug="gb-england", kind="region", scope="GB.ENG")

LONDON = PlayedPlace(1, "London", "GB.ENG", "England", "GB", "EU", 51.5, -0.1, 9_000_000, section=False, retired=False)
ISTANBUL = LONDON._replace(id=2, country="TR", region="TR.34", continents="EUAS", population=15_000_000)
TOKYO = LONDON._replace(id=3, country="JP", region="JP.40", continents="AS", population=10_000_000)
UNKNOWN_POPULATION = LONDON._replace(id=4, population=0)


@pytest.mark.parametrize("quiz", [WORLD, EUROPE, BRITAIN, ENGLAND], ids=attrgetter("slug"))
def test_a_place_counts_in_every_quiz_that_it_lies_in(quiz: Quiz) -> None:
    assert is_counted(quiz, LONDON)


@pytest.mark.parametrize("quiz", [WORLD, EUROPE, BRITAIN, ENGLAND], ids=attrgetter("slug"))
@pytest.mark.parametrize("change", [{"retired": True}, {"section": True}], ids=["retired", "section"])
def test_a_retired_place_or_a_section_counts_in_no_quiz(quiz: Quiz, change: dict[str, Any]) -> None:
    assert not is_counted(quiz, LONDON._replace(**change))


@pytest.mark.parametrize("quiz", [EUROPE, BRITAIN, ENGLAND], ids=attrgetter("slug"))
def test_a_place_does_not_count_in_another_area(quiz: Quiz) -> None:
    assert is_counted(WORLD, TOKYO)
    assert not is_counted(quiz, TOKYO)


def test_a_place_does_not_count_in_a_neighbouring_region() -> None:
    assert not is_counted(ENGLAND, LONDON._replace(region="GB.SCT"))


def test_a_place_on_two_continents_counts_in_both() -> None:
    assert is_counted(EUROPE, ISTANBUL)
    assert is_counted(Quiz(kind="continent", scope="AS"), ISTANBUL)


def test_a_score_has_the_number_of_places_and_their_population() -> None:
    assert score(WORLD, [LONDON, TOKYO, UNKNOWN_POPULATION]) == Score(places=3, population=19_000_000)


def test_places_that_do_not_count_are_ignored() -> None:
    left = LONDON._replace(id=5, retired=True)
    assert score(EUROPE, [left, ISTANBUL, TOKYO]) == Score(places=1, population=15_000_000)
    assert score(ENGLAND, []) == Score(0, 0)
