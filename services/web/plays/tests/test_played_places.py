"""The queries for the places of a play, on the real data."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from places.models import Place
from plays.played_places import find_places

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
