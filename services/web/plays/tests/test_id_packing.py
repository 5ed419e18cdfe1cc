"""Packing of a play's ids: nothing is lost, the order stays, and ids take as few bytes as they need."""

import pytest

from plays.models import Play, pack, unpack

LONDON, PARIS = 2643743, 2988507
OTHER_SOURCE = 10_000_000_001  # ids of sources other than GeoNames are above 10 billion
MAX_ID = 2**63 - 1  # the largest id that the database can hold


@pytest.mark.parametrize(
    "ids",
    [
        pytest.param([PARIS, LONDON], id="unsorted"),
        pytest.param([1], id="one id"),
        pytest.param([255, 256, 0, 65_535, 65_536], id="byte boundaries"),
        pytest.param([LONDON, OTHER_SOURCE, PARIS], id="another source"),
        pytest.param([MAX_ID, 1], id="the largest id"),
        pytest.param([], id="no id"),
        pytest.param(list(range(20_000, 0, -1)), id="20,000"),
    ],
)
def test_unpacking_returns_the_packed_ids(ids: list[int]) -> None:
    assert unpack(pack(ids)) == ids


@pytest.mark.parametrize("part", [slice(0, 2), slice(1, 3), slice(2, 100), slice(5, 9), slice(3, None)])
def test_a_part_can_be_unpacked(part: slice) -> None:
    ids = [LONDON, OTHER_SOURCE, PARIS, 1]
    assert unpack(pack(ids), part.start, part.stop) == ids[part]


def test_each_id_takes_as_many_bytes_as_the_largest_needs() -> None:
    assert len(pack([LONDON] * 1_000)) == 1 + 3 * 1_000
    assert len(pack([LONDON] * 999 + [OTHER_SOURCE])) == 1 + 5 * 1_000


def test_the_bytes_are_the_same_on_every_machine() -> None:
    """They are stored for years, and copied to other machines."""
    assert pack([0x030201, 0x060504]) == bytes([3, 1, 4, 2, 5, 3, 6])


@pytest.mark.django_db
def test_a_stored_play_has_its_ids_in_the_order_of_naming(play: Play) -> None:
    play.named = pack([PARIS, OTHER_SOURCE, LONDON])
    play.save()
    assert Play.objects.get(id=play.id).ids == [PARIS, OTHER_SOURCE, LONDON]
