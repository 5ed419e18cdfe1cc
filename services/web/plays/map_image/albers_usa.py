"""The United States with Alaska and Hawaii in boxes, as d3-geo puts them on us-atlas' sheet. Pure."""

from math import cos, radians, sin, sqrt

from plays.map_image.topojson import Line, Point


class _Inset:
    """A conic equal-area map of a part of the US, and the box it has on the sheet, in units of the scale."""

    def __init__(self, *, turn: float, centre: Point, parallels: Point, scale: float, at: Point, box: Line) -> None:
        south, north = (sin(radians(parallel)) for parallel in parallels)
        self._turn, self._scale = turn, scale
        self._n = (south + north) / 2
        self._c = 1 + south * (2 * self._n - south)
        self._rho = sqrt(self._c) / self._n
        x, y = self._cone(*centre)
        self._x, self._y = at[0] - scale * x, at[1] - scale * y
        (self.left, self.top), (self.right, self.bottom) = box

    def place(self, lon: float, lat: float) -> Point:
        turned = lon + self._turn
        x, y = self._cone(turned - 360 * round(turned / 360), lat)
        return self._x + self._scale * x, self._y + self._scale * y

    def _cone(self, lon: float, lat: float) -> Point:
        radius = sqrt(self._c - 2 * self._n * sin(radians(lat))) / self._n
        angle = radians(lon) * self._n
        return radius * sin(angle), radius * cos(angle) - self._rho


# d3-geo's figures. Its boxes touch, and whichever is asked first has the line between them.
_INSETS = (
    _Inset(
        turn=96, centre=(-0.6, 38.7), parallels=(29.5, 45.5), scale=1, at=(0, 0),
        box=[(-0.455, -0.238), (0.455, 0.238)],
    ),  # the lower 48
    _Inset(
        turn=154, centre=(-2, 58.5), parallels=(55, 65), scale=0.35, at=(-0.307, 0.201),
        box=[(-0.425, 0.120), (-0.214, 0.234)],
    ),  # Alaska
    _Inset(
        turn=157, centre=(-3, 19.9), parallels=(8, 18), scale=1, at=(-0.205, 0.212),
        box=[(-0.214, 0.166), (-0.115, 0.234)],
    ),  # Hawaii
)  # fmt: skip


class AlbersUsa:
    """`geoAlbersUsa`; see plays.map_image.projections.Projection for what its methods answer."""

    SIZE = (975.0, 610.0)
    SCALE = 1300.0

    def line(self, points: Line) -> Line:
        """They are on the sheet already."""
        return points

    def place(self, lon: float, lat: float) -> Point | None:
        """None for Guam and the like."""
        for inset in _INSETS:
            x, y = inset.place(lon, lat)
            if inset.left <= x <= inset.right and inset.top <= y <= inset.bottom:
                return self.SIZE[0] / 2 + self.SCALE * x, self.SIZE[1] / 2 + self.SCALE * y
        return None
