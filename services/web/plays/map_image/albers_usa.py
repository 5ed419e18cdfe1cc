"""The projection of the United States with Alaska and Hawaii as insets, with the same results as d3-geo's.

Reimplements `geoAlbersUsa` at the size and scale of us-atlas: 975 × 610 units. No input or output.
"""

from math import cos, radians, sin, sqrt

from plays.map_image.map_file import Line, Point


class _ConicPart:
    """A conic equal-area map of a part of the US. `box`: its rectangle on the whole map, in multiples of SCALE."""

    def __init__(
        self, *, rotation: float, centre: Point, parallels: Point, scale: float, position: Point, box: Line
    ) -> None:
        south, north = (sin(radians(parallel)) for parallel in parallels)
        self._rotation, self._scale = rotation, scale
        self._n = (south + north) / 2
        self._c = 1 + south * (2 * self._n - south)
        self._rho = sqrt(self._c) / self._n
        x, y = self._project_conic(*centre)
        self._x, self._y = position[0] - scale * x, position[1] - scale * y
        (self.left, self.top), (self.right, self.bottom) = box

    def project(self, lon: float, lat: float) -> Point:
        longitude = lon + self._rotation
        x, y = self._project_conic(longitude - 360 * round(longitude / 360), lat)
        return self._x + self._scale * x, self._y + self._scale * y

    def _project_conic(self, lon: float, lat: float) -> Point:
        radius = sqrt(self._c - 2 * self._n * sin(radians(lat))) / self._n
        angle = radians(lon) * self._n
        return radius * sin(angle), radius * cos(angle) - self._rho


# The numbers are d3-geo's. The boxes touch; a point on a common edge belongs to the first part in this list.
_PARTS = (
    _ConicPart(
        rotation=96, centre=(-0.6, 38.7), parallels=(29.5, 45.5), scale=1, position=(0, 0),
        box=[(-0.455, -0.238), (0.455, 0.238)],
    ),  # the lower 48
    _ConicPart(
        rotation=154, centre=(-2, 58.5), parallels=(55, 65), scale=0.35, position=(-0.307, 0.201),
        box=[(-0.425, 0.120), (-0.214, 0.234)],
    ),  # Alaska
    _ConicPart(
        rotation=157, centre=(-3, 19.9), parallels=(8, 18), scale=1, position=(-0.205, 0.212),
        box=[(-0.214, 0.166), (-0.115, 0.234)],
    ),  # Hawaii
)  # fmt: skip


class AlbersUsa:
    """`geoAlbersUsa`. The protocol `Projection` in projections.py explains its methods."""

    SIZE = (975.0, 610.0)
    SCALE = 1300.0

    def project_line(self, points: Line) -> Line:
        """Returns the points unchanged: those of the map file are already projected."""
        return points

    def project_place(self, lon: float, lat: float) -> Point | None:
        """None for Guam and other places outside the three parts."""
        for part in _PARTS:
            x, y = part.project(lon, lat)
            if part.left <= x <= part.right and part.top <= y <= part.bottom:
                return self.SIZE[0] / 2 + self.SCALE * x, self.SIZE[1] / 2 + self.SCALE * y
        return None
