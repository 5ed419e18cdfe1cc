"""Names and continents of places are corrected by the hand-maintained tables."""

from collections.abc import Callable

import pytest

from gazetteer.build_records import AreaRecord, Dataset
from gazetteer.rules import table_corrections as rules
from gazetteer.rules.table_corrections import (
    add_missing_names,
    set_better_known_names,
    set_continents,
    set_english_names,
)  # fmt: skip
from gazetteer.tests.factories import make_dataset, place


@pytest.fixture
def correction_rows(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Replaces the content of every hand-maintained table; tests append rows."""
    rows: list[list[str]] = []
    monkeypatch.setattr(rules, "read_table", lambda name: rows)
    return rows


def test_better_known_name_replaces_the_name_of_a_quarter(correction_rows: list[list[str]]) -> None:
    correction_rows.append(["1863905", "Honchō", "Funabashi"])
    city = place(1863905, "Honchō")
    set_better_known_names(make_dataset(city))
    assert (city.name, city.names) == ("Funabashi", ["Honchō"])


def test_english_name_is_a_main_name_too(correction_rows: list[list[str]]) -> None:
    correction_rows.append(["2886242", "Köln", "Cologne"])
    city = place(2886242, "Köln")
    set_english_names(make_dataset(city))
    assert (city.name, city.english, city.main_names) == ("Köln", "Cologne", ["Köln", "Cologne"])


def test_missing_name_is_added(correction_rows: list[list[str]]) -> None:
    correction_rows += [["5128581", "New York City", "NYC"], ["5128581", "New York City", "New York"]]
    city = place(5128581, "New York City")
    add_missing_names(make_dataset(city))
    assert city.names == ["NYC", "New York"]


@pytest.mark.parametrize(
    "rule", [set_better_known_names, set_english_names, add_missing_names], ids=lambda rule: rule.__name__
)
def test_table_with_the_wrong_name_for_an_id_stops_the_build(
    correction_rows: list[list[str]], rule: Callable[[Dataset], None]
) -> None:
    correction_rows.append(["1", "Köln", "Cologne"])
    with pytest.raises(ValueError, match=r"tables/\w+\.tsv: 1 is Bonn, not Köln"):
        rule(make_dataset(place(1, "Bonn")))


@pytest.mark.parametrize(
    ("name", "country", "region", "continents"),
    [
        ("Kazan", "RU", "RU.73", "EU"),
        ("Novosibirsk", "RU", "RU.53", "AS"),
        ("Kyzyl in Tyva", "RU", "RU.79", "AS"),
        ("Istanbul", "TR", "TR.34", "EUAS"),
        ("Edirne", "TR", "TR.22", "EUAS"),
        ("Ankara", "TR", "TR.68", "AS"),
        ("Lyon", "FR", "FR.84", "EU"),
    ],
)
def test_place_has_its_continents(name: str, country: str, region: str, continents: str) -> None:
    areas = [AreaRecord("RU", "Russia", "EU"), AreaRecord("TR", "Turkey", "AS"), AreaRecord("FR", "France", "EU")]
    dataset = make_dataset(place(1, name, country=country, region=region), areas=areas)
    set_continents(dataset)
    assert dataset.places[1].continents == continents
