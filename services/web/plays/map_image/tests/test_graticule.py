"""Meridians and parallels."""

from itertools import pairwise
from math import hypot

import pytest

from plays.map_image.graticule import graticule
from plays.map_image.projected_map import Box
from plays.map_image.projections import Azimuthal
from plays.map_image.tests.factories import sheet

SIZE = (802, 574)


def net(slug: str) -> tuple[list[list[tuple[float, float]]], Box]:
    shown = sheet(slug)
    frame = shown.fit(*SIZE).shown(*SIZE)
    return graticule(shown, frame), frame


@pytest.mark.parametrize("slug", ["europe", "fr", "nz", "ki", "us-ca", "ru", "asia"])
def test_a_sheet_shows_about_a_dozen_lines_of_each_kind_and_not_the_whole_globes(slug: str) -> None:
    lines, _ = net(slug)
    assert 8 <= len(lines) <= 70


@pytest.mark.parametrize("slug", ["world", "ru", "nz", "ki", "asia"])
def test_no_line_jumps_across_the_map(slug: str) -> None:
    lines, frame = net(slug)
    net_alone = lines[:-1] if slug == "world" else lines  # the world's edge has its poles as straight lines
    steps = [hypot(b[0] - a[0], b[1] - a[1]) for line in net_alone for a, b in pairwise(line)]
    assert max(steps) < frame.long_side / 8


def test_the_world_has_an_edge() -> None:
    (*_, edge), frame = net("world")
    assert edge[0] == edge[-1]
    assert min(x for x, _ in edge) == pytest.approx(frame.left, abs=frame.long_side * 0.04)


def test_a_map_of_a_pole_has_meridians_up_to_it() -> None:
    lines, frame = net("ru")
    projection = sheet("ru").projection
    assert isinstance(projection, Azimuthal)
    x, y = projection.place(0, 90)
    assert frame.touches(Box(x, y, x, y))
    ends = [line for line in lines if any(hypot(px - x, py - y) < 1e-6 for px, py in line)]
    assert len(ends) == 4  # the others stop short of it, or there would be a blot


def test_a_sheet_with_insets_has_none() -> None:
    assert net("us")[0] == []


@pytest.mark.parametrize(("lon", "lat"), [(10, 50), (-179.5, -17), (179.5, 71), (0, 0)])
def test_degrees_are_found_back(lon: float, lat: float) -> None:
    projection = Azimuthal((-lon + 20, -lat + 10))
    assert projection.degrees(*projection.place(lon, lat)) == pytest.approx((lon, lat))
    assert projection.degrees(0, 0) == pytest.approx((lon - 20, lat - 10))
