"""The world map, which is cut in the Bering Strait."""

import pytest

from plays.map_image.projections import EqualEarth

WORLD = EqualEarth((-11.5, 0))


def test_a_line_beyond_the_cut_is_on_the_other_side_of_the_map() -> None:
    islands = [(-171.8, 63.4), (-169.7, 62.9)]  # Saint Lawrence Island, west of 168.5 degrees west
    for point, (lon, lat) in zip(WORLD.project_line(islands), islands, strict=True):
        assert point == pytest.approx(WORLD.project_place(lon, lat))
        assert point[0] > 0


def test_longitudes_beyond_180_are_the_same_places() -> None:
    (x, y), *_ = WORLD.project_line([(190, 60), (189, 60)])
    assert (x, y) == pytest.approx(WORLD.project_place(-170, 60))


def test_a_line_across_the_cut_is_not_split() -> None:
    line = WORLD.project_line([(-168.6, 65.8), (-168.4, 65.9)])
    assert abs(line[0][0] - line[1][0]) < 0.01
