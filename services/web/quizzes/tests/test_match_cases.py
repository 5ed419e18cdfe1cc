"""Every case of tests/contract/match_cases.tsv: which place a player means by a name in a quiz."""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from gazetteer.sources import read_table
from places.near_misses import NearMissFilter
from quizzes.current_data import current_data, near_filter
from quizzes.matching import match
from quizzes.models import Quiz

CASES_FILE = Path(__file__).parents[4] / "tests" / "contract" / "match_cases.tsv"


class Case(NamedTuple):
    """A row of the case file. The README beside the file explains the columns."""

    quiz: str
    guess: str
    expect: str
    id: str
    country: str
    region: str
    population: str
    note: str


def read_cases() -> list[Case]:
    lines = CASES_FILE.read_text("utf-8").splitlines()
    rows = csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
    header, *rest = rows
    assert tuple(header) == Case._fields
    return [Case(*row) for row in rest]


@cache
def corrected_regions() -> dict[str, str]:
    """Our names of the regions whose name in the source we have corrected, by code."""
    return dict(read_table("region_names"))


def loaded_near_filter() -> NearMissFilter:
    return near_filter(current_data().fingerprint)


def test_cases_cover_enough_quizzes_and_every_expectation() -> None:
    assert len(read_cases()) >= 300
    assert len({case.quiz for case in read_cases()}) >= 12
    assert {case.expect for case in read_cases()} == {
        "hit",
        "hit+near",
        "near",
        "outside",
        "section",
        "area",
        "unknown",
    }


@pytest.mark.django_db
@pytest.mark.parametrize("case", read_cases(), ids=lambda case: f"{case.quiz}:{case.guess}={case.expect}")
def test_guess_is_matched_as_a_player_expects(case: Case) -> None:
    result = match(Quiz.objects.get(slug=case.quiz), case.guess, loaded_near_filter())
    if not case.expect.startswith("hit"):
        assert ([place.name for place in result.places], result.reason) == ([], case.expect)
        return
    assert result.places, result.reason
    first = result.places[0]
    region = corrected_regions().get(first.region, case.region)
    assert (first.id, first.country, first.region_name, first.population, result.reason) == (
        int(case.id), case.country, region, int(case.population), "near" if case.expect == "hit+near" else None,
    )  # fmt: skip
