"""Lakes in land, and countries within countries."""

from typing import Any

from plays.map_image.base_map import draw_base_map
from plays.map_image.map_file import parse_map_file
from plays.map_image.palette import CONTEXT, PAPER
from plays.map_image.projected_map import project_map
from plays.map_image.tests.factories import square_topology

SIZE = (200, 200)


def colours(context: list[list[list[int]]], *points: tuple[float, float]) -> list[Any]:
    """The colours at these longitudes and latitudes. `context`: the neighbouring land, made of the square's arcs."""
    topology = square_topology()
    topology["arcs"].append([[-45, 5], [0, 1], [1, 0], [-1, -1]])
    topology["objects"] = {
        "land": {"type": "MultiPolygon", "arcs": [[[3]], [[4]]]},  # far to the east and west, outside the view
        "context": {"type": "MultiPolygon", "arcs": context},
    }
    projected = project_map(parse_map_file(topology))
    image, transform = draw_base_map(projected, SIZE), projected.fit(*SIZE)
    pixels = (transform.to_pixels(projected.projection.project_place(lon, lat) or (0, 0)) for lon, lat in points)
    return [image.getpixel((round(x), round(y))) for x, y in pixels]


def test_a_hole_in_land_has_the_colour_of_water() -> None:
    assert colours([[[0, 1], [2]]], (3, 3), (0.3, 0.3)) == [CONTEXT, PAPER]


def test_a_country_in_a_hole_is_land_in_either_order() -> None:
    around, inside = [[0, 1], [2]], [[2]]
    assert colours([around, inside], (0.3, 0.3)) == colours([inside, around], (0.3, 0.3)) == [CONTEXT]
