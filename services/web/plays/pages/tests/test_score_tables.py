"""The tables of places named by size and by region."""

from plays.pages.place_entries import PlaceEntry
from plays.pages.score_tables import score_by_area, score_by_bracket
from quizzes.catalogue import BRACKETS
from quizzes.models import Quiz

# Two places of a million, none of 500,000, and a hundred of each smaller size.
COUNTS = [2, 0, *[100] * (len(BRACKETS) - 2)]
QUIZ = Quiz(
    slug="xx",
    kind="country",
    regions=[
        {"code": "XX.A", "name": "Aland", "places": 9, "population": 4_000_000},
        {"code": "XX.B", "name": "Beland", "places": 5, "population": 2_000_000},
        {"code": "XX.C", "name": "Celand", "places": 1, "population": 10},
    ],
    brackets=[{"min": smallest, "places": count} for smallest, count in zip(BRACKETS, COUNTS, strict=True)],
)


def entry(population: int, area: str) -> PlaceEntry:
    return PlaceEntry(1, "Somewhere", "", area, population, "counted")


NAMED = [entry(1_000_000, "XX.A"), entry(1_500_000, "XX.B"), entry(150_000, "XX.B"), entry(0, "XX.Z")]


def test_a_place_counts_in_the_largest_bracket_that_it_reaches() -> None:
    rows = score_by_bracket(QUIZ, NAMED)
    assert [(row.named, row.places) for row in rows[:3]] == [(2, 2), (1, 100), (0, 100)]
    assert [row.is_complete for row in rows[:2]] == [True, False]
    assert [row.percent for row in rows[:2]] == [100, 1]
    assert rows[-1].named == 1  # the place of unknown population


def test_a_bracket_without_places_is_left_out() -> None:
    assert len(score_by_bracket(QUIZ, [])) == len(BRACKETS) - 1


def test_regions_with_the_most_places_come_first() -> None:
    rows = score_by_area(QUIZ, NAMED)
    assert [(row.name, row.named, row.places, row.named_population, row.population) for row in rows] == [
        ("Beland", 2, 5, 1_650_000, 2_000_000),
        ("Aland", 1, 9, 1_000_000, 4_000_000),
        ("Celand", 0, 1, 0, 10),
    ]
