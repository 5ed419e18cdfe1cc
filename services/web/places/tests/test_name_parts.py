"""Names that hold two, and the keys that a place gets from all of its names."""

import pytest

from places.keys import place_keys
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
def test_a_double_name_has_parts(written: str, parts: list[str]) -> None:
    assert name_parts(written) == parts


@pytest.mark.parametrize("written", ["Paris", "San Sebastián", "Aix-en-Provence", "(Saale)", "Halle (", ""])
def test_any_other_name_is_whole(written: str) -> None:
    assert name_parts(written) in ([written], [])


def test_a_place_is_found_by_each_half_of_its_name() -> None:
    keys = place_keys(place(1, "Donostia / San Sebastián", country="ES"))
    assert keys == {"donostiasansebastian": True, "donostia": True, "sansebastian": True}


def test_what_stands_in_brackets_is_no_main_name() -> None:
    assert place_keys(place(1, "Halle (Saale)")) == {"hallesaale": True, "halle": True, "saale": False}


def test_the_english_name_counts_as_much_as_the_own() -> None:
    assert place_keys(place(1, "Köln", english="Cologne", names=["Keulen"])) == {
        "koln": True, "cologne": True, "keulen": False,
    }  # fmt: skip


def test_a_name_that_is_also_an_alternate_stays_a_main_one() -> None:
    assert place_keys(place(1, "Köln", names=["KOLN"])) == {"koln": True}


def test_of_another_name_only_the_whole_counts() -> None:
    assert place_keys(place(1, "Anderlecht", names=["Bruxelles (Anderlecht)"])) == {
        "anderlecht": True, "bruxellesanderlecht": False,
    }  # fmt: skip


def test_titles_give_two_keys() -> None:
    assert place_keys(place(1, "Fort Worth", country="US")) == {"fortworth": True, "ftworth": True}


def test_umlauts_may_be_spread_where_typists_do_so() -> None:
    assert place_keys(place(1, "Düsseldorf", country="DE")) == {"dusseldorf": True, "duesseldorf": True}
    assert place_keys(place(1, "Düsseldorf", country="US")) == {"dusseldorf": True}
