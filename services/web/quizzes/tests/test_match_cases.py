"""The shared case file: which place a player means by a name in a quiz."""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from gazetteer.sources import read_table
from places.near import NearFilter
from quizzes.current_data import current_data, near_filter
from quizzes.matching import match
from quizzes.models import Quiz

CASES = Path(__file__).parents[4] / "tests" / "contract" / "match_cases.tsv"


class Case(NamedTuple):
    """A line of the file; its README tells what the columns mean."""

    quiz: str
    guess: str
    expect: str
    id: str
    country: str
    region: str
    population: str
    note: str


def cases() -> list[Case]:
    lines = CASES.read_text("utf-8").splitlines()
    rows = csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
    header, *rest = rows
    assert tuple(header) == Case._fields
    return [Case(*row) for row in rest]


@cache
def corrected_regions() -> dict[str, str]:
    """Our names of the regions that the source calls otherwise, by code."""
    return dict(read_table("region_names"))


def near() -> NearFilter:
    return near_filter(current_data().fingerprint)


def test_there_are_enough_cases_for_enough_quizzes() -> None:
    assert len(cases()) >= 300
    assert len({case.quiz for case in cases()}) >= 12
    assert {case.expect for case in cases()} == {"hit", "hit+near", "near", "outside", "section", "area", "unknown"}


@pytest.mark.django_db
@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.quiz}:{case.guess}={case.expect}")
def test_a_guess_is_answered_as_a_player_expects(case: Case) -> None:
    answer = match(Quiz.objects.get(slug=case.quiz), case.guess, near())
    if not case.expect.startswith("hit"):
        assert ([place.name for place in answer.places], answer.reason) == ([], case.expect)
        return
    assert answer.places, answer.reason
    first = answer.places[0]
    region = corrected_regions().get(first.region, case.region)
    assert (first.id, first.country, first.region_name, first.population, answer.reason) == (
        int(case.id), case.country, region, int(case.population), "near" if case.expect == "hit+near" else None,
    )  # fmt: skip
