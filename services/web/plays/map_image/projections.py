"""The map projections: from degrees to a plane, with the same results as d3-geo in the browser. No input or output.

The plane is in d3's units at scale 1 and translation 0; y grows to the south. tests/contract/map_points.tsv checks that
Python and the browser agree.
"""

from collections.abc import Callable
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt
from typing import Protocol

from plays.map_image.albers_usa import AlbersUsa
from plays.map_image.map_file import Line, MapFile, Point


class Projection(Protocol):
    """One of the three projections that map files name."""

    def project_line(self, points: Line) -> Line:
        """Points of a map file on the plane."""

    def project_place(self, lon: float, lat: float) -> Point | None:
        """A place on the plane; None if the projection does not include it (Guam on the map of the US)."""


class Azimuthal:
    """`geoAzimuthalEqualArea`: the globe as a disc around the middle of the map. No line is cut."""

    def __init__(self, rotate: Point) -> None:
        self._rotation, tilt = radians(rotate[0]), radians(rotate[1])
        self._cos_tilt, self._sin_tilt = cos(tilt), sin(tilt)

    def project_line(self, points: Line) -> Line:
        """See Projection."""
        return [self.project_place(lon, lat) for lon, lat in points]

    def project_place(self, lon: float, lat: float) -> Point:
        """See Projection."""
        longitude, latitude = radians(lon) + self._rotation, radians(lat)
        x, y, z = cos(longitude) * cos(latitude), sin(longitude) * cos(latitude), sin(latitude)
        # The distance towards the viewer: 1 in the middle of the map, -1 at the antipode, which has no place.
        depth = x * self._cos_tilt - z * self._sin_tilt
        stretch = sqrt(2 / max(1 + depth, 1e-9))
        return stretch * y, -stretch * (z * self._cos_tilt + x * self._sin_tilt)

    def unproject(self, x: float, y: float) -> Point:
        """The longitude and latitude of a point of the plane. A point outside the disc counts as on its edge.

        Longitudes continue beyond 180: they jump only behind a pole.
        """
        distance = hypot(x, y)
        if not distance:
            return -degrees(self._rotation), degrees(asin(-self._sin_tilt))
        angle = 2 * asin(min(distance / 2, 1))
        depth, right, up = cos(angle), x * sin(angle) / distance, -y * sin(angle) / distance
        longitude = atan2(right, depth * self._cos_tilt + up * self._sin_tilt)
        latitude = asin(max(-1, min(1, up * self._cos_tilt - depth * self._sin_tilt)))
        return degrees(longitude - self._rotation), degrees(latitude)


class EqualEarth:
    """`geoEqualEarth`: the whole world, cut along the meridian opposite its middle."""

    def __init__(self, rotate: Point) -> None:
        self._rotation = rotate[0]
        self.edges = (-180 - rotate[0], 180 - rotate[0])  # the longitudes of the cut

    def project_line(self, points: Line) -> Line:
        """See Projection. A line is only moved as a whole, because the file's longitudes continue beyond 180.

        The single islet that crosses the cut extends over the edge of the world instead of being cut in two.
        """
        middle = (min(lon for lon, _ in points) + max(lon for lon, _ in points)) / 2
        rotation = self._rotation - 360 * round((middle + self._rotation) / 360)
        return [_equal_earth(lon + rotation, lat) for lon, lat in points]

    def project_place(self, lon: float, lat: float) -> Point:
        """See Projection."""
        longitude = lon + self._rotation
        return _equal_earth(longitude - 360 * round(longitude / 360), lat)


def _equal_earth(lon: float, lat: float) -> Point:
    """The formula of Šavrič, Patterson and Jenny, 2018."""
    t = asin(sqrt(3) / 2 * sin(radians(lat)))
    t2 = t * t
    t6 = t2 * t2 * t2
    divisor = sqrt(3) / 2 * (1.340264 - 3 * 0.081106 * t2 + t6 * (7 * 0.000893 + 9 * 0.003796 * t2))
    return radians(lon) * cos(t) / divisor, -t * (1.340264 - 0.081106 * t2 + t6 * (0.000893 + 0.003796 * t2))


def make_projection(map_file: MapFile) -> Projection:
    """The projection that a map file names. Raises KeyError for any other."""
    makers: dict[str, Callable[[Point], Projection]] = {
        "azimuthalEqualArea": Azimuthal,
        "equalEarth": EqualEarth,
        "albersUsa": lambda _: AlbersUsa(),
    }
    return makers[map_file.projection](map_file.rotate)
