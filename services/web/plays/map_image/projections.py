"""From degrees to a plane, as d3-geo does it for the browser's map. Pure.

A plane is in units of d3's at scale 1 and translation 0: y grows to the south. tests/contract/map_points.tsv holds both
sides to the same figures.
"""

from collections.abc import Callable
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt
from typing import Protocol

from plays.map_image.albers_usa import AlbersUsa
from plays.map_image.topojson import Line, Point, QuizMap


class Projection(Protocol):
    """One of the three that map files ask for."""

    def line(self, points: Line) -> Line:
        """The points of a map file, on the plane."""

    def place(self, lon: float, lat: float) -> Point | None:
        """Where a place lies; None where the projection has no room for it (Guam on the map of the US)."""


class Azimuthal:
    """`geoAzimuthalEqualArea`: the globe as a disc around the middle of the map. Nothing is cut anywhere."""

    def __init__(self, rotate: Point) -> None:
        self._turn, tilt = radians(rotate[0]), radians(rotate[1])
        self._cos, self._sin = cos(tilt), sin(tilt)

    def line(self, points: Line) -> Line:
        """See Projection."""
        return [self.place(lon, lat) for lon, lat in points]

    def place(self, lon: float, lat: float) -> Point:
        """See Projection."""
        turned, latitude = radians(lon) + self._turn, radians(lat)
        ring = cos(latitude)
        x, y, z = cos(turned) * ring, sin(turned) * ring, sin(latitude)
        # Towards the reader: 1 in the middle of the map, -1 on the far side of the globe, which has no place.
        near = x * self._cos - z * self._sin
        stretch = sqrt(2 / max(1 + near, 1e-9))
        return stretch * y, -stretch * (z * self._cos + x * self._sin)

    def degrees(self, x: float, y: float) -> Point:
        """The longitude and latitude of a point of the plane; beyond the disc, of the disc's edge.

        Longitudes go on past 180: they jump only behind a pole.
        """
        far = hypot(x, y)
        if not far:
            return -degrees(self._turn), degrees(asin(-self._sin))
        angle = 2 * asin(min(far / 2, 1))
        near, right, up = cos(angle), x * sin(angle) / far, -y * sin(angle) / far
        turned = atan2(right, near * self._cos + up * self._sin)
        return degrees(turned - self._turn), degrees(asin(max(-1, min(1, up * self._cos - near * self._sin))))


class EqualEarth:
    """`geoEqualEarth`: the whole world, cut along the meridian opposite its middle."""

    def __init__(self, rotate: Point) -> None:
        self._turn = rotate[0]
        self.edges = (-180 - rotate[0], 180 - rotate[0])  # the longitudes where the world is cut

    def line(self, points: Line) -> Line:
        """See Projection. The file's longitudes go on past 180, so a line is only moved whole.

        The one islet that lies across the cut reaches over the edge of the world instead of being cut in two.
        """
        middle = (min(lon for lon, _ in points) + max(lon for lon, _ in points)) / 2
        turn = self._turn - 360 * round((middle + self._turn) / 360)
        return [_equal_earth(lon + turn, lat) for lon, lat in points]

    def place(self, lon: float, lat: float) -> Point:
        """See Projection."""
        turned = lon + self._turn
        return _equal_earth(turned - 360 * round(turned / 360), lat)


def _equal_earth(lon: float, lat: float) -> Point:
    """Šavrič, Patterson and Jenny, 2018."""
    t = asin(sqrt(3) / 2 * sin(radians(lat)))
    t2 = t * t
    t6 = t2 * t2 * t2
    widen = sqrt(3) / 2 * (1.340264 - 3 * 0.081106 * t2 + t6 * (7 * 0.000893 + 9 * 0.003796 * t2))
    return radians(lon) * cos(t) / widen, -t * (1.340264 - 0.081106 * t2 + t6 * (0.000893 + 0.003796 * t2))


def projection_of(quiz_map: QuizMap) -> Projection:
    """The projection that a map file asks for. Raises KeyError for one that nobody draws."""
    makers: dict[str, Callable[[Point], Projection]] = {
        "azimuthalEqualArea": Azimuthal,
        "equalEarth": EqualEarth,
        "albersUsa": lambda _: AlbersUsa(),
    }
    return makers[quiz_map.projection](quiz_map.rotate)
