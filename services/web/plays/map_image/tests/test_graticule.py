"""The meridians and parallels of real maps."""

from itertools import pairwise
from math import hypot

import pytest

from plays.map_image.graticule import graticule
from plays.map_image.projected_map import Box
from plays.map_image.projections import Azimuthal
from plays.map_image.tests.factories import real_map

SIZE = (802, 574)


def graticule_of(slug: str) -> tuple[list[list[tuple[float, float]]], Box]:
    projected = real_map(slug)
    frame = projected.fit(*SIZE).visible_box(*SIZE)
    return graticule(projected, frame), frame


@pytest.mark.parametrize("slug", ["europe", "fr", "nz", "ki", "us-ca", "ru", "asia"])
def test_a_map_has_only_the_lines_that_it_shows(slug: str) -> None:
    lines, _ = graticule_of(slug)
    assert 8 <= len(lines) <= 70


@pytest.mark.parametrize("slug", ["world", "ru", "nz", "ki", "asia"])
def test_no_line_crosses_the_whole_map_in_one_step(slug: str) -> None:
    lines, frame = graticule_of(slug)
    without_edge = lines[:-1] if slug == "world" else lines  # at the poles, the edge of the world is a straight line
    steps = [hypot(b[0] - a[0], b[1] - a[1]) for line in without_edge for a, b in pairwise(line)]
    assert max(steps) < frame.long_side / 8


def test_the_last_line_of_the_world_is_its_edge() -> None:
    (*_, edge), frame = graticule_of("world")
    assert edge[0] == edge[-1]
    assert min(x for x, _ in edge) == pytest.approx(frame.left, abs=frame.long_side * 0.04)


def test_on_a_map_with_a_pole_four_meridians_reach_it() -> None:
    lines, frame = graticule_of("ru")
    projection = real_map("ru").projection
    assert isinstance(projection, Azimuthal)
    x, y = projection.project_place(0, 90)
    assert frame.touches(Box(x, y, x, y))
    ends = [line for line in lines if any(hypot(px - x, py - y) < 1e-6 for px, py in line)]
    assert len(ends) == 4  # all of them would make a blot


def test_a_map_with_insets_has_no_graticule() -> None:
    assert graticule_of("us")[0] == []


@pytest.mark.parametrize(("lon", "lat"), [(10, 50), (-179.5, -17), (179.5, 71), (0, 0)])
def test_unproject_reverses_the_projection(lon: float, lat: float) -> None:
    projection = Azimuthal((-lon + 20, -lat + 10))
    assert projection.unproject(*projection.project_place(lon, lat)) == pytest.approx((lon, lat))
    assert projection.unproject(0, 0) == pytest.approx((lon - 20, lat - 10))
