"""Rules about whole places: nameless rows, duplicates, hand-kept names, continents."""

from collections.abc import Callable

import pytest

from gazetteer.draft import Area, Draft
from gazetteer.rules import places as rules
from gazetteer.rules.places import (
    add_names,
    drop_duplicates,
    drop_nameless,
    name_in_english,
    rename,
    set_continents,
)  # fmt: skip
from gazetteer.tests.drafts import counted, draft, place


def test_a_row_without_a_letter_in_its_name_is_dropped() -> None:
    made = draft(place(1, "Paris"), place(2, "!!"), place(3, "東京"))
    drop_nameless(made)
    assert set(made.places) == {1, 3}
    assert counted(made, "dropped: no letter") == 1


def test_of_duplicates_the_largest_is_kept_with_the_names_of_the_others() -> None:
    small = place(1, "SAINT-PIERRE", population=100, names=["Petersville"])
    large = place(2, "Saint Pierre", north=4, population=900, names=["Pierre"])
    made = draft(small, large)
    drop_duplicates(made)
    assert set(made.places) == {2}
    assert large.names == ["Pierre", "SAINT-PIERRE", "Petersville"]
    assert counted(made, "dropped: duplicates") == 1


def test_of_equal_duplicates_the_oldest_is_kept() -> None:
    made = draft(place(7, "Twin"), place(3, "Twin", north=1), place(5, "Twin", north=2))
    drop_duplicates(made)
    assert set(made.places) == {3}


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", "Other"), ("region", "US.IL"), ("country", "CA"), ("lat", 40.1), ("section", True)],
)
def test_what_differs_is_no_duplicate(field: str, value: object) -> None:
    one, other = place(1, "Twin"), place(2, "Twin", north=1)
    assert len(_after_dropping(draft(one, other))) == 1  # but for what follows they are twins
    one, other = place(1, "Twin"), place(2, "Twin", north=1)
    setattr(other, field, value)
    assert len(_after_dropping(draft(one, other))) == 2


def _after_dropping(made: Draft) -> set[int]:
    drop_duplicates(made)
    return set(made.places)


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What the rules find in their hand-kept tables."""
    rows: list[list[str]] = []
    monkeypatch.setattr(rules, "read_table", lambda name: rows)
    return rows


def test_a_quarters_name_gives_way_to_the_best_known_one(table: list[list[str]]) -> None:
    table.append(["1863905", "Honchō", "Funabashi"])
    city = place(1863905, "Honchō")
    rename(draft(city))
    assert (city.name, city.names) == ("Funabashi", ["Honchō"])


def test_an_english_name_joins_the_own(table: list[list[str]]) -> None:
    table.append(["2886242", "Köln", "Cologne"])
    city = place(2886242, "Köln")
    name_in_english(draft(city))
    assert (city.name, city.english, city.main_names) == ("Köln", "Cologne", ["Köln", "Cologne"])


def test_a_name_that_the_sources_lack_is_added(table: list[list[str]]) -> None:
    table += [["5128581", "New York City", "NYC"], ["5128581", "New York City", "New York"]]
    city = place(5128581, "New York City")
    add_names(draft(city))
    assert city.names == ["NYC", "New York"]


@pytest.mark.parametrize("rule", [rename, name_in_english, add_names], ids=lambda rule: rule.__name__)
def test_a_table_that_names_another_place_stops_the_build(
    table: list[list[str]], rule: Callable[[Draft], None]
) -> None:
    table.append(["1", "Köln", "Cologne"])
    with pytest.raises(ValueError, match=r"tables/\w+\.tsv: 1 is Bonn, not Köln"):
        rule(draft(place(1, "Bonn")))


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
def test_each_place_lies_on_its_continents(name: str, country: str, region: str, continents: str) -> None:
    areas = [Area("RU", "Russia", "EU"), Area("TR", "Turkey", "AS"), Area("FR", "France", "EU")]
    made = draft(place(1, name, country=country, region=region), areas=areas)
    set_continents(made)
    assert made.places[1].continents == continents
