"""Names that contain two names, and the keys that a place gets from all its names."""

import pytest

from places.lookup_keys import lookup_keys
from places.names import name_parts
from places.tests.factories import place


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Donostia / San Sebastián", ["Donostia / San Sebastián", "Donostia", "San Sebastián"]),
        ("Bilbao/Bilbo", ["Bilbao/Bilbo", "Bilbao", "Bilbo"]),
        ("Halle (Saale)", ["Halle (Saale)", "Halle", "Saale"]),
    ],
)
def test_name_that_contains_two_is_split(written: str, parts: list[str]) -> None:
    assert name_parts(written) == parts


@pytest.mark.parametrize("written", ["Paris", "San Sebastián", "Aix-en-Provence", "(Saale)", "Halle (", ""])
def test_other_names_are_not_split(written: str) -> None:
    assert name_parts(written) in ([written], [])


def test_place_is_found_by_each_part_of_its_name() -> None:
    keys = lookup_keys(place(1, "Donostia / San Sebastián", country="ES"))
    assert keys == {"donostiasansebastian": True, "donostia": True, "sansebastian": True}


def test_words_in_brackets_are_not_a_main_name() -> None:
    assert lookup_keys(place(1, "Halle (Saale)")) == {"hallesaale": True, "halle": True, "saale": False}


def test_english_name_is_a_main_name() -> None:
    assert lookup_keys(place(1, "Köln", english="Cologne", names=["Keulen"])) == {
        "koln": True, "cologne": True, "keulen": False,
    }  # fmt: skip


def test_main_name_that_is_also_an_alternate_name_stays_a_main_name() -> None:
    assert lookup_keys(place(1, "Köln", names=["KOLN"])) == {"koln": True}


def test_alternate_name_is_not_split() -> None:
    assert lookup_keys(place(1, "Anderlecht", names=["Bruxelles (Anderlecht)"])) == {
        "anderlecht": True, "bruxellesanderlecht": False,
    }  # fmt: skip


def test_name_with_a_prefix_has_two_keys() -> None:
    assert lookup_keys(place(1, "Fort Worth", country="US")) == {"fortworth": True, "ftworth": True}


def test_umlauts_are_expanded_only_in_countries_where_people_type_them_that_way() -> None:
    assert lookup_keys(place(1, "Düsseldorf", country="DE")) == {"dusseldorf": True, "duesseldorf": True}
    assert lookup_keys(place(1, "Düsseldorf", country="US")) == {"dusseldorf": True}
