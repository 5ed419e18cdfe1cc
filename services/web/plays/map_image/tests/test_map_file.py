"""The rings and lines of a map file, which are made of arcs."""

import json
from itertools import pairwise
from math import hypot
from typing import Any

import pytest

from plays.map_image.map_file import parse_map_file
from plays.map_image.projected_map import project_map
from plays.map_image.tests.factories import MAPS, square_topology


def test_arcs_are_decoded_and_joined_to_rings() -> None:
    land = parse_map_file(square_topology()).land
    assert [ring.is_hole for ring in land] == [False, True, False]
    assert land[0].points == [(-5, -5), (-5, 5), (5, 5), (5, -5), (-5, -5)]
    assert land[1].points[0] == land[1].points[-1] == (-1, -1)


def test_an_arc_can_be_reversed() -> None:
    forwards, backwards = parse_map_file(square_topology()).borders
    assert forwards == [(-5, -5), (-5, 5), (5, 5)]
    assert backwards == [(-5, -5), (5, -5), (5, 5), (-5, 5), (-5, -5)]


def test_a_map_may_lack_neighbouring_land() -> None:
    assert parse_map_file(square_topology()).context == []


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {**square_topology(), "projection": {}},
        {**square_topology(), "arcs": [[[1]]]},
        {**square_topology(), "focus": None},
        {**square_topology(), "projection": {"type": "mercator"}},
    ],
)
def test_an_invalid_map_file_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises((LookupError, ValueError, TypeError)):
        project_map(parse_map_file(broken))


@pytest.mark.parametrize("path", sorted(MAPS.glob("*.json"))[::25], ids=lambda path: path.stem)
def test_the_real_map_files_can_be_read(path: Any) -> None:
    projected = project_map(parse_map_file(json.loads(path.read_bytes())))
    assert projected.land
    assert projected.view_box.area > 0


@pytest.mark.parametrize("slug", ["world", "ru", "nz", "ki", "asia"])
def test_no_land_is_smeared_across_the_antimeridian(slug: str) -> None:
    """These maps cross 180 degrees. A line with a jump would have a step as long as the view is wide."""
    projected = project_map(parse_map_file(json.loads((MAPS / f"{slug}.json").read_bytes())))
    shapes = [shape for shape in (*projected.land, *projected.borders) if shape.box.touches(projected.view_box)]
    steps = [hypot(b[0] - a[0], b[1] - a[1]) for shape in shapes for a, b in pairwise(shape.line)]
    assert max(steps) < projected.view_box.long_side / 10
