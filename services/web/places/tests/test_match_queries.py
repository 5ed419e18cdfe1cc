"""The queries of a match, on the real places."""

import pytest

from places.match_queries import areas, candidates
from places.models import Place

pytestmark = pytest.mark.django_db

LONDON, BROOKLYN, NEW_YORK = 2643743, 5110302, 5128581


def test_key_finds_its_places_with_all_fields_of_a_match() -> None:
    (london,) = [c for c in candidates(["london"]) if c.id == LONDON]
    assert (london.key, london.is_main_name, london.name) == ("london", True, "London")
    assert (london.country, london.region, london.region_name) == ("GB", "GB.ENG", "England")
    assert (london.continents, london.section, london.section_of) == ("EU", False, None)
    assert london.population > 8_000_000
    assert (round(london.lat), round(london.lon)) == (52, 0)


def test_homonyms_in_all_countries_are_found() -> None:
    assert {"GB", "CA", "US"} <= {c.country for c in candidates(["london"])}


def test_alternate_name_is_not_a_main_name() -> None:
    (londres,) = [c for c in candidates(["londres"]) if c.id == LONDON]
    assert not londres.is_main_name


def test_several_keys_are_looked_up_at_once() -> None:
    assert {"london", "paris"} == {c.key for c in candidates({"london", "paris"})}


def test_section_is_found() -> None:
    (brooklyn,) = [c for c in candidates(["brooklyn"]) if c.id == BROOKLYN]
    assert brooklyn.section
    assert brooklyn.section_of == NEW_YORK


def test_retired_place_is_not_found() -> None:
    assert LONDON in {c.id for c in candidates(["london"])}
    Place.objects.filter(id=LONDON).update(retired=True)
    assert LONDON not in {c.id for c in candidates(["london"])}


def test_unknown_keys_find_nothing() -> None:
    assert candidates([]) == []
    assert candidates(["nosuchkeyanywhere"]) == []
    assert candidates(["'; DROP TABLE places_place; --"]) == []


def test_place_lies_in_its_country_and_its_region() -> None:
    (london,) = [c for c in candidates(["london"]) if c.id == LONDON]
    assert london.lies_in("GB")
    assert london.lies_in("GB.ENG")
    assert not london.lies_in("GB.SCT")
    assert not london.lies_in("")


def test_letters_are_distinguished_from_names() -> None:
    assert {(a.code, a.is_abbreviation) for a in areas(["me"])} >= {("US.ME", True)}
    (maine,) = [a for a in areas(["maine"]) if a.code == "US.ME"]
    assert not maine.is_abbreviation
    assert maine.population > 500_000
