"""Land in lakes, and countries in countries."""

from typing import Any

from plays.map_image.base_map import print_map
from plays.map_image.palette import CONTEXT, PAPER
from plays.map_image.projected_map import make_sheet
from plays.map_image.tests.factories import square
from plays.map_image.topojson import read_map

SIZE = (200, 200)


def colours(context: list[list[list[int]]], *points: tuple[float, float]) -> list[Any]:
    """The colours at these degrees of a map whose neighbours are polygons of the square's arcs."""
    topology = square()
    topology["arcs"].append([[-45, 5], [0, 1], [1, 0], [-1, -1]])
    topology["objects"] = {
        "land": {"type": "MultiPolygon", "arcs": [[[3]], [[4]]]},  # far out on both sides: nothing of it is seen
        "context": {"type": "MultiPolygon", "arcs": context},
    }
    sheet = make_sheet(read_map(topology))
    picture, fit = print_map(sheet, SIZE), sheet.fit(*SIZE)
    found = (fit.point(sheet.projection.place(lon, lat) or (0, 0)) for lon, lat in points)
    return [picture.getpixel((round(x), round(y))) for x, y in found]


def test_a_hole_shows_the_water() -> None:
    assert colours([[[0, 1], [2]]], (3, 3), (0.3, 0.3)) == [CONTEXT, PAPER]


def test_what_fills_a_hole_is_land_whichever_is_named_first() -> None:
    around, inside = [[0, 1], [2]], [[2]]
    assert colours([around, inside], (0.3, 0.3)) == colours([inside, around], (0.3, 0.3)) == [CONTEXT]
