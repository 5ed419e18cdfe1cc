"""Which places of a play count, and what they come to."""

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
UNCOUNTED = LONDON._replace(id=4, population=0)  # its people are not known


@pytest.mark.parametrize("quiz", [WORLD, EUROPE, BRITAIN, ENGLAND], ids=attrgetter("slug"))
def test_a_place_counts_wherever_it_lies(quiz: Quiz) -> None:
    assert is_counted(quiz, LONDON)


@pytest.mark.parametrize("quiz", [WORLD, EUROPE, BRITAIN, ENGLAND], ids=attrgetter("slug"))
@pytest.mark.parametrize("gone", [{"retired": True}, {"section": True}], ids=["it left the data", "it is a section"])
def test_it_counts_nowhere_once(quiz: Quiz, gone: dict[str, Any]) -> None:
    assert not is_counted(quiz, LONDON._replace(**gone))


@pytest.mark.parametrize("quiz", [EUROPE, BRITAIN, ENGLAND], ids=attrgetter("slug"))
def test_it_does_not_count_elsewhere(quiz: Quiz) -> None:
    assert is_counted(WORLD, TOKYO)
    assert not is_counted(quiz, TOKYO)


def test_it_does_not_count_in_the_region_next_door() -> None:
    assert not is_counted(ENGLAND, LONDON._replace(region="GB.SCT"))


def test_a_place_on_two_continents_counts_on_both() -> None:
    assert is_counted(EUROPE, ISTANBUL)
    assert is_counted(Quiz(kind="continent", scope="AS"), ISTANBUL)


def test_a_score_is_the_places_and_their_people() -> None:
    assert score(WORLD, [LONDON, TOKYO, UNCOUNTED]) == Score(places=3, population=19_000_000)


def test_what_does_not_count_is_passed_over() -> None:
    left = LONDON._replace(id=5, retired=True)
    assert score(EUROPE, [left, ISTANBUL, TOKYO]) == Score(places=1, population=15_000_000)
    assert score(ENGLAND, []) == Score(0, 0)
