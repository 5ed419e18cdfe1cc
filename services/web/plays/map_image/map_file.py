"""Parses a quiz's map file: TopoJSON, as `gazetteer/maps` writes it. No input or output.

Points are in degrees. Only in files for `albersUsa` are they already projected, to 975 × 610 units.
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any, NamedTuple

Point = tuple[float, float]
Line = list[Point]


class Ring(NamedTuple):
    """A closed line around land, or around a hole in it."""

    points: Line
    is_hole: bool


class MapFile(NamedTuple):
    """The content of a map file. `focus`: the points that the initial view should contain."""

    projection: str
    rotate: Point  # degrees, as in d3-geo; the third angle is 0 in every file
    focus: Line
    land: list[Ring]
    context: list[Ring]  # the land around the quiz's area
    borders: list[Line]


def parse_map_file(topology: dict[str, Any]) -> MapFile:
    """The map in a file's JSON. Raises LookupError, ValueError or TypeError if it is not a map file."""
    arcs = _Arcs(topology)
    projection = topology["projection"]
    longitude, latitude, *_ = projection.get("rotate", (0, 0))
    return MapFile(
        projection["type"],
        (longitude, latitude),
        [(x, y) for x, y in topology["focus"]["coordinates"]],
        arcs.rings("land"),
        arcs.rings("context"),
        arcs.lines("borders"),
    )


class _Arcs:
    """The arcs of a topology, and the shapes made of them. Neighbouring shapes share arcs."""

    def __init__(self, topology: dict[str, Any]) -> None:
        (scale_x, scale_y), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
        self._objects = topology["objects"]
        self._arcs = [_decode(arc, scale_x, scale_y, x0, y0) for arc in topology["arcs"]]

    def rings(self, name: str) -> list[Ring]:
        """The rings of a MultiPolygon; none if the map has no such object."""
        polygons = self._objects.get(name, {}).get("arcs", ())
        return [Ring(self._join(ring), position > 0) for polygon in polygons for position, ring in enumerate(polygon)]

    def lines(self, name: str) -> list[Line]:
        """The lines of a MultiLineString; none if the map has no such object."""
        return [self._join(line) for line in self._objects.get(name, {}).get("arcs", ())]

    def _join(self, indexes: Sequence[int]) -> Line:
        """One line from several arcs, each starting where the previous one ends. The index ~i means arc i reversed."""
        line: Line = []
        for index in indexes:
            arc = self._arcs[index] if index >= 0 else self._arcs[~index][::-1]
            line += arc[1:] if line else arc
        return line


def _decode(arc: list[list[int]], scale_x: float, scale_y: float, x0: float, y0: float) -> Line:
    """The points of an arc, which the file stores as steps on a grid."""
    xs = accumulate(step[0] for step in arc)
    ys = accumulate(step[1] for step in arc)
    return [(x * scale_x + x0, y * scale_y + y0) for x, y in zip(xs, ys, strict=True)]
