"""From the arcs of a map file to its rings and lines."""

import json
from itertools import pairwise
from math import hypot
from typing import Any

import pytest

from plays.map_image.projected_map import make_sheet
from plays.map_image.tests.factories import MAPS, square
from plays.map_image.topojson import read_map


def test_arcs_are_steps_on_a_grid_and_joined_to_rings() -> None:
    land = read_map(square()).land
    assert [ring.hole for ring in land] == [False, True, False]
    assert land[0].points == [(-5, -5), (-5, 5), (5, 5), (5, -5), (-5, -5)]
    assert land[1].points[0] == land[1].points[-1] == (-1, -1)


def test_an_arc_is_also_read_from_its_end() -> None:
    there, back = read_map(square()).borders
    assert there == [(-5, -5), (-5, 5), (5, 5)]
    assert back == [(-5, -5), (5, -5), (5, 5), (-5, 5), (-5, -5)]


def test_a_map_need_not_have_neighbours() -> None:
    assert read_map(square()).context == []


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {**square(), "projection": {}},
        {**square(), "arcs": [[[1]]]},
        {**square(), "focus": None},
        {**square(), "projection": {"type": "mercator"}},
    ],
)
def test_anything_else_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises((LookupError, ValueError, TypeError)):
        make_sheet(read_map(broken))


@pytest.mark.parametrize("path", sorted(MAPS.glob("*.json"))[::25], ids=lambda path: path.stem)
def test_the_maps_of_the_quizzes_can_be_read(path: Any) -> None:
    sheet = make_sheet(read_map(json.loads(path.read_bytes())))
    assert sheet.land
    assert sheet.view.area > 0


@pytest.mark.parametrize("slug", ["world", "ru", "nz", "ki", "asia"])
def test_no_land_is_smeared_across_the_map(slug: str) -> None:
    """They cross 180 degrees. A line that jumps would be as long as the view is wide."""
    sheet = make_sheet(read_map(json.loads((MAPS / f"{slug}.json").read_bytes())))
    shapes = [shape for shape in (*sheet.land, *sheet.borders) if shape.box.touches(sheet.view)]
    steps = [hypot(b[0] - a[0], b[1] - a[1]) for shape in shapes for a, b in pairwise(shape.line)]
    assert max(steps) < sheet.view.long_side / 10
