"""The queries for the places of a play, on the real data."""

import re
import time

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from places.models import Place
from plays.played_places import count_in_quiz, find_places, ids_in_quiz, scored_places
from quizzes.models import Quiz

pytestmark = pytest.mark.django_db

LONDON, PARIS, BROOKLYN = 2643743, 2988507, 5110302
UNUSED_ID = 10_999_999_999


def test_places_are_in_the_order_of_the_ids() -> None:
    assert list(find_places([PARIS, LONDON])) == [PARIS, LONDON]
    assert list(find_places([LONDON, PARIS])) == [LONDON, PARIS]


def test_a_place_has_all_fields() -> None:
    london = find_places([LONDON])[LONDON]
    assert (london.id, london.name, london.country, london.continents) == (LONDON, "London", "GB", "EU")
    assert (london.region, london.region_name) == ("GB.ENG", "England")
    assert (round(london.lat), round(london.lon)) == (52, 0)
    assert london.population > 8_000_000
    assert (london.section, london.retired) == (False, False)


def test_sections_and_retired_places_are_found_too() -> None:
    Place.objects.filter(id=PARIS).update(retired=True)
    found = find_places([BROOKLYN, PARIS])
    assert found[BROOKLYN].section
    assert found[PARIS].retired


def test_an_id_above_10_billion_is_found() -> None:
    Place.objects.filter(id=PARIS).update(id=UNUSED_ID)
    assert find_places([UNUSED_ID])[UNUSED_ID].name == "Paris"


def test_unknown_ids_are_missing() -> None:
    assert list(find_places([UNUSED_ID, LONDON])) == [LONDON]
    assert find_places([UNUSED_ID]) == {}
    assert find_places([]) == {}


def test_a_large_play_is_one_query() -> None:
    """SQLite takes at most 32,766 parameters."""
    ids = list(Place.objects.order_by("name", "id").values_list("id", flat=True)[:40_000])
    with CaptureQueriesContext(connection) as queries:
        assert list(find_places(ids)) == ids
    assert len(queries) == 1


def test_the_database_counts_the_places_of_a_quiz() -> None:
    europe = Quiz.objects.get(slug="europe")
    Place.objects.filter(id=PARIS).update(retired=True)
    ids = [LONDON, PARIS, BROOKLYN, UNUSED_ID]
    assert count_in_quiz(europe, ids) == (1, find_places([LONDON])[LONDON].population)
    assert count_in_quiz(europe, []) == (0, 0)
    assert ids_in_quiz(europe, ids) == {LONDON}


@pytest.mark.postgresql
@pytest.mark.parametrize("slug", ["world", "europe", "us"])
def test_no_number_of_ids_makes_a_query_slow(slug: str) -> None:
    """20,000 ids took 10 s: compared one by one with each place, because their type was not the column's."""
    quiz = Quiz.objects.get(slug=slug)
    ids = list(Place.objects.order_by("-population", "id").values_list("id", flat=True)[:60_000])
    for query in (
        lambda: list(scored_places(ids, quiz)),
        lambda: count_in_quiz(quiz, ids),
        lambda: ids_in_quiz(quiz, ids),
    ):
        start = time.monotonic()
        query()
        assert time.monotonic() - start < 2  # 0.1 on an idle core


def test_every_list_in_a_query_names_its_type() -> None:
    """psycopg sends a list of small numbers as int4[], and PostgreSQL compares its numbers with bigint one by one."""
    lists = [
        (path.name, found)
        for path in settings.WEB_DIR.glob("*/**/*.py")
        if not {"tests", "venv", "node_modules"} & set(path.parts)
        for found in re.findall(r"(?:ANY|ALL)\s*\(\s*(%s\S*)\)", path.read_text())
    ]
    assert len(lists) >= 2
    assert not [entry for entry in lists if not re.fullmatch(r"%s::\w+\[\]", entry[1])]
