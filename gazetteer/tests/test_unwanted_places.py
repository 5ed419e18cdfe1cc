"""Nameless places and duplicates are dropped."""

import pytest

from gazetteer.build_records import Dataset
from gazetteer.rules.unwanted_places import drop_duplicates, drop_nameless
from gazetteer.tests.factories import make_dataset, place, reported_count


def test_place_without_a_letter_in_its_name_is_dropped() -> None:
    dataset = make_dataset(place(1, "Paris"), place(2, "!!"), place(3, "東京"))
    drop_nameless(dataset)
    assert set(dataset.places) == {1, 3}
    assert reported_count(dataset, "dropped: no letter") == 1


def test_largest_duplicate_is_kept_and_gets_the_names_of_the_others() -> None:
    small = place(1, "SAINT-PIERRE", population=100, names=["Petersville"])
    large = place(2, "Saint Pierre", north=4, population=900, names=["Pierre"])
    dataset = make_dataset(small, large)
    drop_duplicates(dataset)
    assert set(dataset.places) == {2}
    assert large.names == ["Pierre", "SAINT-PIERRE", "Petersville"]
    assert reported_count(dataset, "dropped: duplicates") == 1


def test_lowest_id_is_kept_among_duplicates_of_equal_size() -> None:
    dataset = make_dataset(place(7, "Twin"), place(3, "Twin", north=1), place(5, "Twin", north=2))
    drop_duplicates(dataset)
    assert set(dataset.places) == {3}


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", "Other"), ("region", "US.IL"), ("country", "CA"), ("lat", 40.1), ("section", True)],
)
def test_places_that_differ_are_not_duplicates(field: str, value: object) -> None:
    one, other = place(1, "Twin"), place(2, "Twin", north=1)
    assert len(_ids_after_dropping(make_dataset(one, other))) == 1  # without the change below they are duplicates
    one, other = place(1, "Twin"), place(2, "Twin", north=1)
    setattr(other, field, value)
    assert len(_ids_after_dropping(make_dataset(one, other))) == 2


def _ids_after_dropping(dataset: Dataset) -> set[int]:
    drop_duplicates(dataset)
    return set(dataset.places)
