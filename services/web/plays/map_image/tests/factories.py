"""Maps and places for the pictures' tests."""

import json
from functools import cache
from typing import Any

from django.conf import settings

from plays.map_image.projected_map import Sheet, make_sheet
from plays.map_image.topojson import read_map
from plays.played_places import PlayedPlace

MAPS = settings.WEB_DIR / "quizzes" / "static" / "maps"


@cache
def sheet(slug: str) -> Sheet:
    """A quiz's real map, projected."""
    return make_sheet(read_map(json.loads((MAPS / f"{slug}.json").read_bytes())))


def square(*, projection: str = "azimuthalEqualArea", focus: list[list[float]] | None = None) -> dict[str, Any]:
    """Ten degrees around the meeting of equator and prime meridian, with a lake of two, in two arcs.

    And an islet at 40 degrees east, which `focus` may leave out.
    """
    whole = [[-5, -5], [5, 5]]
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
        "focus": {"type": "MultiPoint", "coordinates": focus or whole},
    }


def place(id_: int, name: str, *, lon: float, lat: float, population: int = 100_000) -> PlayedPlace:
    """A place anywhere."""
    return PlayedPlace(id_, name, "", "", "XX", "", lat, lon, population, section=False, retired=False)
