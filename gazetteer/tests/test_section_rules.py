"""Which places are sections of a larger municipality, and which municipality that is."""

import pytest

from gazetteer.build_records import PlaceRecord
from gazetteer.rules import sections as rules
from gazetteer.rules.sections import BOROUGHS, NEW_YORK, mark_sections
from gazetteer.tests.factories import make_dataset, place, reported_count

CITY = 100


def city(country: str = "FR", population: int = 1_000_000) -> PlaceRecord:
    return place(CITY, "City", country=country, population=population, feature="PPLA")


@pytest.fixture(autouse=True)
def tables(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[list[str]]]:
    """The hand-maintained tables, empty until a test writes into them."""
    rows: dict[str, list[list[str]]] = {"section_exceptions": [], "city_regions": []}
    monkeypatch.setattr(rules, "read_table", rows.__getitem__)
    return rows


def section_and_municipality(candidate: PlaceRecord, *others: PlaceRecord) -> tuple[bool, int]:
    """Whether `candidate` is a section, and the id of its municipality (0 if there is none)."""
    mark_sections(make_dataset(candidate, *others))
    assert not any(other.section for other in others)
    return candidate.section, candidate.section_of


@pytest.mark.parametrize("code", ["PPLX", "PPLH", "PPLQ", "PPLW", "PPLCH"])
def test_place_with_section_code_close_to_a_larger_place_is_a_section(code: str) -> None:
    assert section_and_municipality(place(1, "Quarter", country="FR", north=8, feature=code), city()) == (True, CITY)


def test_place_with_section_code_far_from_larger_places_is_not_a_section() -> None:
    assert section_and_municipality(place(1, "Wagga Wagga", country="AU", north=15, feature="PPLX"), city("AU")) == (
        False,
        0,
    )


def test_larger_city_has_sections_farther_away() -> None:
    candidate = place(1, "Quarter", country="JP", north=30, feature="PPLX")
    assert section_and_municipality(candidate, city("JP", 1_000_000)) == (False, 0)
    assert section_and_municipality(candidate, city("JP", 9_000_000)) == (True, CITY)


def test_larger_place_must_be_in_the_same_country() -> None:
    assert section_and_municipality(place(1, "Quarter", country="FR", north=2, feature="PPLX"), city("BE")) == (
        False,
        0,
    )


def test_smaller_city_nearby_makes_no_section() -> None:
    candidate = place(1, "Navi Mumbai", country="IN", north=2, population=2_600_000, feature="PPLX")
    assert section_and_municipality(candidate, city("IN", 1_000_000)) == (False, 0)


@pytest.mark.parametrize("country", ["US", "GB"])
def test_section_code_alone_is_enough_in_some_countries(country: str) -> None:
    assert section_and_municipality(place(1, "Quarter", country=country, feature="PPLX")) == (True, 0)


@pytest.mark.parametrize("code", ["PPL", "PPLA", "PPLA4", "PPLC", "PPLL"])
def test_place_with_another_code_close_to_a_larger_place_is_not_a_section(code: str) -> None:
    assert section_and_municipality(place(1, "Suburb", country="FR", north=2, feature=code), city()) == (False, 0)


@pytest.mark.parametrize(
    ("country", "name"),
    [
        ("FR", "Paris 15 Vaugirard"),
        ("FR", "Marseille 08"),
        ("FR", "Lyon 03"),
        ("FR", "10e Arrondissement"),
        ("CH", "Zürich (Kreis 7)"),
        ("HU", "XIII. kerület"),
        ("RO", "Sector 3"),
        ("IT", "Municipio IV"),
        ("HK", "Mei Foo Estate"),
        ("SG", "Serangoon Garden"),
    ],
)
def test_name_pattern_makes_a_section(country: str, name: str) -> None:
    candidate = place(1, name, country=country)
    dataset = make_dataset(candidate)
    mark_sections(dataset)
    assert candidate.section
    assert reported_count(dataset, "by the pattern of the name") == 1


@pytest.mark.parametrize(
    ("country", "name"),
    [
        ("FR", "Paris"),
        ("FR", "Parisot"),
        ("FR", "Marseille-en-Beauvaisis"),
        ("US", "Garden City"),
        ("US", "Paris 15"),
        ("CH", "Kreis"),
    ],
)
def test_name_that_only_resembles_a_pattern_makes_no_section(country: str, name: str) -> None:
    assert section_and_municipality(place(1, name, country=country)) == (False, 0)


def test_everything_else_in_a_city_region_is_a_section_of_the_city(tables: dict[str, list[list[str]]]) -> None:
    tables["city_regions"].append([str(CITY), "City", "FR.11"])
    capital, quarter = city(), place(1, "Quarter", country="FR", region="FR.11", north=30)
    capital.region = "FR.11"
    mark_sections(make_dataset(capital, quarter))
    assert (capital.section, quarter.section, quarter.section_of) == (False, True, CITY)
    assert section_and_municipality(place(2, "Elsewhere", country="FR", region="FR.93", north=30), city()) == (False, 0)


def test_city_region_may_be_limited_to_a_box(tables: dict[str, list[list[str]]]) -> None:
    tables["city_regions"].append([str(CITY), "City", "FR.11", "-91", "39", "-89", "40.5"])
    inside, outside = (place(n, "Quarter", country="FR", region="FR.11", north=km) for n, km in ((1, 40), (2, 70)))
    mark_sections(make_dataset(city(), inside, outside))
    assert (inside.section, outside.section) == (True, False)


def test_city_region_of_unknown_city_stops_the_build(tables: dict[str, list[list[str]]]) -> None:
    tables["city_regions"].append(["777", "Nowhere", "FR.11"])
    with pytest.raises(ValueError, match=r"city_regions\.tsv: there is no place 777"):
        mark_sections(make_dataset(city()))


def test_place_without_code_close_to_a_place_5_times_larger_is_a_section() -> None:
    assert section_and_municipality(place(1, "Newer", country="FR", north=5, feature=""), city()) == (True, CITY)


@pytest.mark.parametrize(
    ("country", "north", "population"),
    [
        pytest.param("FR", 7, 5_000, id="not close enough"),
        pytest.param("FR", 5, 250_000, id="not 5 times larger"),
        pytest.param("FR", 5, 0, id="of unknown population"),
        pytest.param("IN", 5, 5_000, id="India"),
    ],
)
def test_other_places_without_code_are_not_sections(country: str, north: float, population: int) -> None:
    candidate = place(1, "Newer", country=country, north=north, population=population, feature="")
    assert section_and_municipality(candidate, city(country)) == (False, 0)


def test_hand_maintained_exceptions_override_the_rules(tables: dict[str, list[list[str]]]) -> None:
    tables["section_exceptions"] += [["1", "keep", "Kept"], ["2", "drop", "Dropped"]]
    kept, dropped = (
        place(1, "Kept", country="FR", north=2, feature="PPLX"),
        place(2, "Dropped", country="FR", north=3, feature="PPL"),
    )
    dataset = make_dataset(kept, dropped, city())
    mark_sections(dataset)
    assert (kept.section, dropped.section, dropped.section_of) == (False, True, CITY)
    assert reported_count(dataset, "by hand") == 1


def test_boroughs_belong_to_new_york() -> None:
    boroughs = [place(id_, name, population=2_000_000, feature="PPLA2") for id_, name in BOROUGHS.items()]
    mark_sections(make_dataset(*boroughs, place(NEW_YORK, "New York City", population=8_800_000)))
    assert {(b.section, b.section_of) for b in boroughs} == {(True, NEW_YORK)}


def test_section_belongs_to_a_municipality_and_never_to_another_section() -> None:
    quarter = place(1, "Small quarter", country="FR", north=8, feature="PPLX")
    larger = place(2, "Large quarter", country="FR", north=7, population=90_000, feature="PPLX")
    mark_sections(make_dataset(quarter, larger, city()))
    assert (quarter.section_of, larger.section_of) == (CITY, CITY)
