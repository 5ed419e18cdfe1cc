"""What a play's page says of its places, on the real ones."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from places.models import Place
from plays.played_places import find_places

pytestmark = pytest.mark.django_db

LONDON, PARIS, BROOKLYN = 2643743, 2988507, 5110302
NOBODYS = 10_999_999_999


def test_places_come_in_the_order_of_naming() -> None:
    assert list(find_places([PARIS, LONDON])) == [PARIS, LONDON]
    assert list(find_places([LONDON, PARIS])) == [LONDON, PARIS]


def test_a_place_comes_with_all_that_a_page_says_of_it() -> None:
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


def test_a_further_sources_id_is_found() -> None:
    Place.objects.filter(id=PARIS).update(id=NOBODYS)
    assert find_places([NOBODYS])[NOBODYS].name == "Paris"


def test_ids_that_never_were_in_the_data_are_missing() -> None:
    assert list(find_places([NOBODYS, LONDON])) == [LONDON]
    assert find_places([NOBODYS]) == {}
    assert find_places([]) == {}


def test_a_large_play_is_one_query() -> None:
    """SQLite takes 32,766 parameters at most."""
    ids = list(Place.objects.order_by("name", "id").values_list("id", flat=True)[:40_000])
    with CaptureQueriesContext(connection) as asked:
        assert list(find_places(ids)) == ids
    assert len(asked) == 1
