"""A quiz's map file: TopoJSON as `gazetteer/maps` writes it, to lines of points. Pure.

Points are in degrees, or for `albersUsa` on the sheet that the file was drawn on.
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any, NamedTuple

Point = tuple[float, float]
Line = list[Point]


class Ring(NamedTuple):
    """A closed line around land, or around a hole in it."""

    points: Line
    hole: bool


class QuizMap(NamedTuple):
    """A map file. `focus` is what a first view should hold."""

    projection: str
    rotate: Point  # degrees, as d3-geo takes them; the third angle is 0 in every file
    focus: Line
    land: list[Ring]
    context: list[Ring]
    borders: list[Line]


def read_map(topology: dict[str, Any]) -> QuizMap:
    """The map in a file's JSON. Raises LookupError, ValueError or TypeError for anything else."""
    arcs = _Arcs(topology)
    projection = topology["projection"]
    longitude, latitude, *_ = projection.get("rotate", (0, 0))
    return QuizMap(
        projection["type"],
        (longitude, latitude),
        [(x, y) for x, y in topology["focus"]["coordinates"]],
        arcs.rings("land"),
        arcs.rings("context"),
        arcs.lines("borders"),
    )


class _Arcs:
    """The arcs of a topology, which neighbouring shapes share, and the shapes made of them."""

    def __init__(self, topology: dict[str, Any]) -> None:
        (kx, ky), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
        self._objects = topology["objects"]
        self._arcs = [_decoded(arc, kx, ky, x0, y0) for arc in topology["arcs"]]

    def rings(self, name: str) -> list[Ring]:
        """A MultiPolygon's rings; none if the map has no such object."""
        polygons = self._objects.get(name, {}).get("arcs", ())
        return [Ring(self._joined(ring), at > 0) for polygon in polygons for at, ring in enumerate(polygon)]

    def lines(self, name: str) -> list[Line]:
        """A MultiLineString's lines; none if the map has no such object."""
        return [self._joined(line) for line in self._objects.get(name, {}).get("arcs", ())]

    def _joined(self, indexes: Sequence[int]) -> Line:
        """One line of several arcs, each beginning where the one before ends. ~i is arc i from its end."""
        line: Line = []
        for index in indexes:
            arc = self._arcs[index] if index >= 0 else self._arcs[~index][::-1]
            line += arc[1:] if line else arc
        return line


def _decoded(arc: list[list[int]], kx: float, ky: float, x0: float, y0: float) -> Line:
    """Steps on the quantised grid, to points."""
    xs = accumulate(step[0] for step in arc)
    ys = accumulate(step[1] for step in arc)
    return [(x * kx + x0, y * ky + y0) for x, y in zip(xs, ys, strict=True)]
