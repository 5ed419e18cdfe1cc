"""The ids of a play's places as they are stored: all of them, in order, in as few bytes as they need."""

import pytest

from plays.models import Play, pack, unpack

LONDON, PARIS = 2643743, 2988507
FURTHER = 10_000_000_001  # of another source than GeoNames
LARGEST = 2**63 - 1  # that the database can hold


@pytest.mark.parametrize(
    "ids",
    [
        pytest.param([PARIS, LONDON], id="as named, not sorted"),
        pytest.param([1], id="one"),
        pytest.param([255, 256, 0, 65_535, 65_536], id="where a byte more is needed"),
        pytest.param([LONDON, FURTHER, PARIS], id="a further source's"),
        pytest.param([LARGEST, 1], id="the largest there can be"),
        pytest.param([], id="none"),
        pytest.param(list(range(20_000, 0, -1)), id="20,000"),
    ],
)
def test_what_is_packed_comes_out_as_it_was(ids: list[int]) -> None:
    assert unpack(pack(ids)) == ids


def test_each_id_takes_as_many_bytes_as_the_largest_needs() -> None:
    assert len(pack([LONDON] * 1_000)) == 1 + 3 * 1_000
    assert len(pack([LONDON] * 999 + [FURTHER])) == 1 + 5 * 1_000


def test_the_bytes_are_the_same_on_every_machine() -> None:
    """They are read for years, and copied to other machines."""
    assert pack([0x030201, 0x060504]) == bytes([3, 1, 4, 2, 5, 3, 6])


@pytest.mark.django_db
def test_a_play_gives_its_places_in_the_order_of_naming(play: Play) -> None:
    play.named = pack([PARIS, FURTHER, LONDON])
    play.save()
    assert Play.objects.get(id=play.id).ids == [PARIS, FURTHER, LONDON]
