"""The committed data file contains the hand-maintained tables; a failure means: run `make data`."""

from functools import cache

import pytest

from gazetteer.sources import read_table
from places.data_file import PlaceRow, read_area_names, read_areas, read_places
from places.names import name_key

pytestmark = pytest.mark.data


@cache
def places_in_tables() -> dict[int, PlaceRow]:
    """Every place in the data file whose id is in a table."""
    tables = ("city_regions", "display_names", "english_names", "more_names", "section_exceptions")
    ids = {int(row[0]) for table in tables for row in read_table(table)}
    return {place.id: place for place in read_places() if place.id in ids}


@pytest.mark.parametrize(("action", "section"), [("keep", False), ("drop", True)])
def test_section_exceptions_are_applied(action: str, section: bool) -> None:  # noqa: FBT001
    ids = [int(row[0]) for row in read_table("section_exceptions") if row[1] == action]
    assert ids
    assert [id_ for id_ in ids if id_ not in places_in_tables() or places_in_tables()[id_].section is not section] == []


def test_no_place_has_two_section_exceptions() -> None:
    ids = [row[0] for row in read_table("section_exceptions")]
    assert len(ids) == len(set(ids))


def test_display_names_are_main_names_and_old_names_are_accepted() -> None:
    for id_, old, new in read_table("display_names"):
        place = places_in_tables()[int(id_)]
        assert place.name == new
        assert name_key(old) in {name_key(name) for name in place.names}


def test_english_names_are_in_the_data() -> None:
    for id_, name, english in read_table("english_names"):
        assert (places_in_tables()[int(id_)].name, places_in_tables()[int(id_)].english) == (name, english)


def test_added_names_are_in_the_data() -> None:
    for id_, _name, other in read_table("more_names"):
        assert other in places_in_tables()[int(id_)].names, other


def test_city_of_a_city_region_is_not_a_section() -> None:
    for row in read_table("city_regions"):
        assert not places_in_tables()[int(row[0])].section, row


def test_regions_have_corrected_names_and_first_letters() -> None:
    areas = {area.code: area for area in read_areas()}
    for code, name in read_table("region_names"):
        assert areas[code].name == name
    first = dict(reversed(read_table("region_abbreviations")))
    assert {code: areas[code].letters for code in first} == first


@pytest.mark.parametrize("table", ["country_names", "region_aliases", "region_abbreviations"])
def test_added_area_names_are_in_the_data(table: str) -> None:
    named = {(row.code, name_key(row.name)) for row in read_area_names()}
    assert [row for row in read_table(table) if (row[0], name_key(row[1])) not in named] == []


def test_every_region_of_russia_has_a_continent() -> None:
    codes_in_table = {row[0] for row in read_table("continents")}
    regions = {area.code for area in read_areas()}
    assert {code for code in regions if code.startswith("RU.")} == {
        code for code in codes_in_table if code.startswith("RU.")
    }
    assert codes_in_table <= regions
