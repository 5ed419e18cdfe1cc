"""Which rows are sections of a larger municipality, and of which."""

import pytest

from gazetteer.draft import Place
from gazetteer.rules import sections as rules
from gazetteer.rules.sections import BOROUGHS, NEW_YORK, mark_sections
from gazetteer.tests.drafts import counted, draft, place

CITY = 100


def city(country: str = "FR", population: int = 1_000_000) -> Place:
    return place(CITY, "City", country=country, population=population, feature="PPLA")


@pytest.fixture(autouse=True)
def tables(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[list[str]]]:
    """The hand-kept tables, empty until a test writes into them."""
    rows: dict[str, list[list[str]]] = {"section_exceptions": [], "city_regions": []}
    monkeypatch.setattr(rules, "read_table", rows.__getitem__)
    return rows


def judged(suspect: Place, *others: Place) -> tuple[bool, int]:
    """Whether `suspect` is a section, and of what."""
    mark_sections(draft(suspect, *others))
    assert not any(other.section for other in others)
    return suspect.section, suspect.section_of


@pytest.mark.parametrize("code", ["PPLX", "PPLH", "PPLQ", "PPLW", "PPLCH"])
def test_a_sections_code_close_to_a_larger_place_is_a_section(code: str) -> None:
    assert judged(place(1, "Quarter", country="FR", north=8, feature=code), city()) == (True, CITY)


def test_the_same_code_far_from_any_larger_place_is_a_place() -> None:
    assert judged(place(1, "Wagga Wagga", country="AU", north=15, feature="PPLX"), city("AU")) == (False, 0)


def test_a_huge_city_reaches_farther() -> None:
    suspect = place(1, "Quarter", country="JP", north=30, feature="PPLX")
    assert judged(suspect, city("JP", 1_000_000)) == (False, 0)
    assert judged(suspect, city("JP", 9_000_000)) == (True, CITY)


def test_the_larger_place_must_be_of_the_same_country() -> None:
    assert judged(place(1, "Quarter", country="FR", north=2, feature="PPLX"), city("BE")) == (False, 0)


def test_the_larger_place_must_be_larger() -> None:
    suspect = place(1, "Navi Mumbai", country="IN", north=2, population=2_600_000, feature="PPLX")
    assert judged(suspect, city("IN", 1_000_000)) == (False, 0)


@pytest.mark.parametrize("country", ["US", "GB"])
def test_in_two_countries_the_code_alone_is_enough(country: str) -> None:
    assert judged(place(1, "Quarter", country=country, feature="PPLX")) == (True, 0)


@pytest.mark.parametrize("code", ["PPL", "PPLA", "PPLA4", "PPLC", "PPLL"])
def test_a_places_code_close_to_a_larger_place_is_a_place(code: str) -> None:
    assert judged(place(1, "Suburb", country="FR", north=2, feature=code), city()) == (False, 0)


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
def test_a_name_may_say_that_it_is_a_section(country: str, name: str) -> None:
    suspect = place(1, name, country=country)
    made = draft(suspect)
    mark_sections(made)
    assert suspect.section
    assert counted(made, "by the pattern of the name") == 1


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
def test_the_same_words_elsewhere_say_nothing(country: str, name: str) -> None:
    assert judged(place(1, name, country=country)) == (False, 0)


def test_a_city_region_is_its_city_and_sections(tables: dict[str, list[list[str]]]) -> None:
    tables["city_regions"].append([str(CITY), "City", "FR.11"])
    capital, quarter = city(), place(1, "Quarter", country="FR", region="FR.11", north=30)
    capital.region = "FR.11"
    mark_sections(draft(capital, quarter))
    assert (capital.section, quarter.section, quarter.section_of) == (False, True, CITY)
    assert judged(place(2, "Elsewhere", country="FR", region="FR.93", north=30), city()) == (False, 0)


def test_a_city_region_may_be_a_box(tables: dict[str, list[list[str]]]) -> None:
    tables["city_regions"].append([str(CITY), "City", "FR.11", "-91", "39", "-89", "40.5"])
    inside, outside = (place(n, "Quarter", country="FR", region="FR.11", north=km) for n, km in ((1, 40), (2, 70)))
    mark_sections(draft(city(), inside, outside))
    assert (inside.section, outside.section) == (True, False)


def test_a_city_region_of_an_unknown_city_stops_the_build(tables: dict[str, list[list[str]]]) -> None:
    tables["city_regions"].append(["777", "Nowhere", "FR.11"])
    with pytest.raises(ValueError, match=r"city_regions\.tsv: there is no place 777"):
        mark_sections(draft(city()))


def test_without_a_code_a_row_close_to_a_place_5_times_larger_is_a_section() -> None:
    assert judged(place(1, "Newer", country="FR", north=5, feature=""), city()) == (True, CITY)


@pytest.mark.parametrize(
    ("country", "north", "population"),
    [
        pytest.param("FR", 7, 5_000, id="not close enough"),
        pytest.param("FR", 5, 250_000, id="not 5 times larger"),
        pytest.param("FR", 5, 0, id="of unknown population"),
        pytest.param("IN", 5, 5_000, id="India"),
    ],
)
def test_without_a_code_other_rows_are_places(country: str, north: float, population: int) -> None:
    suspect = place(1, "Newer", country=country, north=north, population=population, feature="")
    assert judged(suspect, city(country)) == (False, 0)


def test_the_hand_kept_list_has_the_last_word(tables: dict[str, list[list[str]]]) -> None:
    tables["section_exceptions"] += [["1", "keep", "Kept"], ["2", "drop", "Dropped"]]
    kept, dropped = (
        place(1, "Kept", country="FR", north=2, feature="PPLX"),
        place(2, "Dropped", country="FR", north=3, feature="PPL"),
    )
    made = draft(kept, dropped, city())
    mark_sections(made)
    assert (kept.section, dropped.section, dropped.section_of) == (False, True, CITY)
    assert counted(made, "by hand") == 1


def test_the_boroughs_belong_to_new_york() -> None:
    boroughs = [place(id_, name, population=2_000_000, feature="PPLA2") for id_, name in BOROUGHS.items()]
    mark_sections(draft(*boroughs, place(NEW_YORK, "New York City", population=8_800_000)))
    assert {(b.section, b.section_of) for b in boroughs} == {(True, NEW_YORK)}


def test_a_section_belongs_to_a_municipality_and_not_to_another_section() -> None:
    quarter = place(1, "Small quarter", country="FR", north=8, feature="PPLX")
    larger = place(2, "Large quarter", country="FR", north=7, population=90_000, feature="PPLX")
    mark_sections(draft(quarter, larger, city()))
    assert (quarter.section_of, larger.section_of) == (CITY, CITY)
