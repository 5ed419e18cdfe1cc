"""The committed data file: facts about the world, and rules that hold for every row."""

from collections import Counter
from functools import cache

import pytest

from places.data_file import DATA_FILE, AreaRow, PlaceRow, read_area_names, read_areas, read_meta, read_places
from places.names import name_key

pytestmark = pytest.mark.data

MEGABYTE = 1_000_000
NEW_YORK, PARIS = 5128581, 2988507


@cache
def places() -> dict[int, PlaceRow]:
    """All places by id, read once for this module."""
    return {place.id: place for place in read_places()}


@cache
def areas() -> dict[str, AreaRow]:
    return {area.code: area for area in read_areas()}


@pytest.fixture(scope="module", autouse=True)
def _free_memory() -> object:
    """Free the places after this module's tests: they take 250 MB."""
    yield
    places.cache_clear()


def test_file_is_small_enough_to_be_committed() -> None:
    assert DATA_FILE.stat().st_size <= 12 * MEGABYTE


def test_numbers_of_places_and_sections_are_as_expected() -> None:
    sections = Counter(place.section for place in places().values())
    assert 222_000 <= sections[False] <= 230_000
    assert 5_000 <= sections[True] <= 13_000


def test_metadata_has_the_row_count_and_the_version() -> None:
    meta = read_meta()
    assert meta["places"] == len(places()) == sum(1 for _ in read_places())  # equal: no id occurs twice
    assert meta["version"].count(".") == 2


def test_every_source_is_credited_with_its_licence() -> None:
    sources = read_meta()["credits"]
    assert {credit["data"] for credit in sources} >= {"GeoNames", "Natural Earth", "Unicode CLDR"}
    assert {c["licence"] for c in sources if c["data"] == "GeoNames"} == {"CC BY 4.0"}
    assert all(credit["package"].split()[-1][0].isdigit() for credit in sources)  # a pinned version


def test_every_country_and_region_code_has_a_name() -> None:
    codes = {p.country for p in places().values()} | {p.region for p in places().values() if p.region}
    assert codes - set(areas()) == set()
    assert [code for code, area in areas().items() if not area.name.strip()] == []


def test_region_code_begins_with_the_country_of_its_places() -> None:
    assert [p for p in places().values() if p.region and not p.region.startswith(p.country + ".")] == []


def test_every_area_is_accepted_under_its_own_name() -> None:
    named = {(row.code, name_key(row.name)) for row in read_area_names()}
    assert [code for code, area in areas().items() if (code, name_key(area.name)) not in named] == []


def test_every_place_has_a_key_and_valid_coordinates() -> None:
    for place in places().values():
        assert name_key(place.name), place
        assert -90 <= place.lat <= 90, place
        assert -180 <= place.lon <= 180, place
        assert place.population >= 0, place


def test_every_place_has_one_continent_or_europe_and_asia() -> None:
    assert Counter(p.continents for p in places().values()).keys() <= {"AF", "AS", "EU", "NA", "OC", "SA", "AN", "EUAS"}


def test_no_place_has_two_names_with_the_same_key() -> None:
    for place in list(places().values())[::40]:
        keys = [name_key(name) for name in place.names]
        assert len(keys) == len(set(keys)), place
        assert all(name == name.strip() and name for name in place.names), place


def test_key_of_a_key_is_the_key_itself() -> None:
    for place in list(places().values())[::40]:
        for name in (place.name, *place.names):
            key = name_key(name)
            assert name_key(key) == key, name


@pytest.mark.parametrize(
    ("id_", "name", "country", "region", "min_millions", "max_millions"),
    [
        (2643743, "London", "GB", "England", 7, 10),
        (NEW_YORK, "New York City", "US", "New York", 8, 9),
        (PARIS, "Paris", "FR", "Île-de-France", 2, 2.5),
        (1850147, "Tokyo", "JP", "Tokyo", 8, 15),
        (524901, "Moscow", "RU", "Moscow", 10, 14),
        (745044, "Istanbul", "TR", "Istanbul", 14, 17),
        (3448439, "São Paulo", "BR", "São Paulo", 10, 13),
        (1275339, "Mumbai", "IN", "Maharashtra", 12, 16),
        (360630, "Cairo", "EG", "Cairo", 7, 11),
        (2332459, "Lagos", "NG", "Lagos", 9, 17),
        (2147714, "Sydney", "AU", "New South Wales", 4, 6),
        (2950159, "Berlin", "DE", "Berlin", 3.2, 4),
        (1880252, "Singapore", "SG", "", 3.5, 6.5),
        (3530597, "Mexico City", "MX", "Mexico City", 8, 13),
    ],
)
def test_well_known_city_is_there_with_its_region_and_population(
    id_: int, name: str, country: str, region: str, min_millions: float, max_millions: float
) -> None:
    city = places()[id_]
    assert (city.name, city.country, city.section) == (name, country, False)
    assert (areas()[city.region].name if city.region else "") == region
    assert min_millions * 1e6 <= city.population <= max_millions * 1e6


@pytest.mark.parametrize(
    ("id_", "name"),
    [
        (5110302, "Brooklyn"),
        (5133273, "Queens"),
        (5125771, "Manhattan"),
        (5110266, "The Bronx"),
        (5139568, "Staten Island"),
    ],
)
def test_borough_is_a_section_of_new_york(id_: int, name: str) -> None:
    borough = places()[id_]
    assert (borough.name, borough.section, borough.section_of) == (name, True, NEW_YORK)


def test_arrondissements_of_paris_are_sections_of_paris() -> None:
    found = [p for p in places().values() if p.country == "FR" and p.name.startswith("Paris ") and p.name[6].isdigit()]
    assert len(found) >= 20
    assert {(p.section, p.section_of) for p in found} == {(True, PARIS)}


@pytest.mark.parametrize(
    ("id_", "name"),
    [
        (6619347, "Navi Mumbai"),
        (1863905, "Funabashi"),
        (1860437, "Mitaka"),
        (2145110, "Wagga Wagga"),
        (3110044, "Donostia / San Sebastián"),
    ],
)
def test_city_with_the_feature_code_of_a_section_is_not_a_section(id_: int, name: str) -> None:
    assert (places()[id_].name, places()[id_].section) == (name, False)


def test_section_belongs_to_another_place_in_the_same_country() -> None:
    for place in places().values():
        assert place.section or not place.section_of, place
        if place.section_of:
            assert place.section_of != place.id
            assert places()[place.section_of].country == place.country, place


@pytest.mark.parametrize(
    ("id_", "name", "continents"),
    [
        (745044, "Istanbul", "EUAS"),
        (747712, "Edirne", "EUAS"),
        (323786, "Ankara", "AS"),
        (551487, "Kazan", "EU"),
        (1496747, "Novosibirsk", "AS"),
        (1500973, "Kyzyl", "AS"),
        (524901, "Moscow", "EU"),
        (360630, "Cairo", "AF"),
    ],
)
def test_places_in_countries_on_two_continents_have_the_right_one(id_: int, name: str, continents: str) -> None:
    assert (places()[id_].name, places()[id_].continents) == (name, continents)


@pytest.mark.parametrize(
    ("id_", "name"),
    [
        (2886242, "Cologne"),
        (2886242, "Кёльн"),
        (2886242, "ケルン"),
        (1275339, "Bombay"),
        (1816670, "Peking"),
        (1205733, "Chittagong"),
        (NEW_YORK, "New York"),
        (498817, "Leningrad"),
    ],
)
def test_city_is_found_under_its_other_names(id_: int, name: str) -> None:
    city = places()[id_]
    assert name_key(name) in {name_key(n) for n in (city.name, city.english, *city.names)}


def test_only_the_large_city_in_the_us_is_called_chicago() -> None:
    called = [p for p in places().values() if p.country == "US" and "Chicago" in (p.name, *p.names)]
    assert [p.population > 2_000_000 for p in called] == [True]
