"""Maps and places for the tests of map images."""

import json
from functools import cache
from typing import Any

from django.conf import settings

from plays.map_image.map_file import parse_map_file
from plays.map_image.projected_map import ProjectedMap, project_map
from plays.played_places import PlayedPlace

MAPS = settings.WEB_DIR / "quizzes" / "static" / "maps"


@cache
def real_map(slug: str) -> ProjectedMap:
    """A quiz's real map, projected."""
    return project_map(parse_map_file(json.loads((MAPS / f"{slug}.json").read_bytes())))


def square_topology(
    *, projection: str = "azimuthalEqualArea", focus: list[list[float]] | None = None
) -> dict[str, Any]:
    """A map file with a square of ten degrees around 0° N 0° E, made of two arcs, with a lake of two degrees.

    There is also an islet at 40 degrees east, which is outside the default `focus`.
    """
    square = [[-5, -5], [5, 5]]
    return {
        "type": "Topology",
        "transform": {"scale": [1, 1], "translate": [-5, -5]},
        "arcs": [
            [[0, 0], [0, 10], [10, 0]],
            [[10, 10], [0, -10], [-10, 0]],
            [[4, 4], [2, 0], [0, 2], [-2, 0], [0, -2]],
            [[45, 5], [0, 1], [1, 0], [-1, -1]],
        ],
        "objects": {
            "land": {"type": "MultiPolygon", "arcs": [[[0, 1], [2]], [[3]]]},
            "borders": {"type": "MultiLineString", "arcs": [[0], [-2, -1]]},
        },
        "projection": {"type": projection, "rotate": [0, 0, 0]},
        "focus": {"type": "MultiPoint", "coordinates": focus or square},
    }


def make_place(id_: int, name: str, *, lon: float, lat: float, population: int = 100_000) -> PlayedPlace:
    """A place of the made-up country XX."""
    return PlayedPlace(id_, name, "", "", "XX", "", lat, lon, population, section=False, retired=False)
