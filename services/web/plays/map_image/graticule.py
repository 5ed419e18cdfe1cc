"""Meridians and parallels, at the same distances as in the browser (frontend/src/map/projected-map.ts)."""

from collections.abc import Iterator
from itertools import pairwise
from math import ceil, degrees, floor

from plays.map_image.map_file import Line
from plays.map_image.projected_map import Box, ProjectedMap
from plays.map_image.projections import Azimuthal, EqualEarth

# A printed atlas shows about half a dozen lines on a map.
_STEPS = (30, 20, 10, 5, 2, 1, 0.5, 0.25)  # degrees
_MIN_LINES = 5
# Beyond this latitude only the meridians at multiples of 90 degrees continue to the pole: all meridians would form a
# blot there.
_POLAR_LATITUDE = 80.0
_POINTS_PER_STEP = 8  # enough to look like a curve
_POINTS_PER_SIDE = 24  # along each side of the frame


def graticule(projected: ProjectedMap, frame: Box) -> list[Line]:
    """The lines of the graticule within `frame`, a part of the plane. Empty for a map with insets."""
    step = _step(projected.content_box)
    if isinstance(projected.projection, EqualEarth):
        return _world_graticule(projected.projection, step)
    if isinstance(projected.projection, Azimuthal):
        return _frame_graticule(projected.projection, step, frame)
    return []


def _step(content: Box) -> float:
    degrees_shown = degrees(content.long_side)
    return next((step for step in _STEPS if degrees_shown / step >= _MIN_LINES), _STEPS[-1])


def _world_graticule(projection: EqualEarth, step: float) -> list[Line]:
    west, east = projection.edges
    lines = [_meridian(lon, -90, 90, step) for lon in _multiples(step, west, east)]
    lines += [_parallel(lat, west, east, step) for lat in _multiples(step, -90, 90)]
    edge = [(west, lat) for lat in range(-90, 91)] + [(east, lat) for lat in range(90, -91, -1)] + [(west, -90.0)]
    return [projection.project_line(line) for line in (*lines, edge)]


def _frame_graticule(projection: Azimuthal, step: float, frame: Box) -> list[Line]:
    edge = [projection.unproject(x, y) for x, y in _frame_points(frame)]
    lons, lats = [lon for lon, _ in edge], [lat for _, lat in edge]
    for pole in (-90, 90):
        x, y = projection.project_place(0, pole)
        if frame.touches(Box(x, y, x, y)):
            lats.append(pole)
            lons += [lons[0], lons[0] + 360]  # every meridian meets the pole
    west, east = min(lons), min(max(lons), min(lons) + 360)
    south, north = min(lats), max(lats)
    lines = [_meridian(lon, south, north, step) for lon in _multiples(step, west, east)]
    lines += [_parallel(lat, west, east, step) for lat in _multiples(step, south, north) if abs(lat) < 90]
    return [projection.project_line(line) for line in lines]


def _meridian(lon: float, south: float, north: float, step: float) -> Line:
    limit = 90.0 if lon % 90 == 0 else _POLAR_LATITUDE
    return [(lon, max(-limit, min(limit, lat))) for lat in _subdivide(south, north, step)]


def _parallel(lat: float, west: float, east: float, step: float) -> Line:
    return [(lon, lat) for lon in _subdivide(west, east, step)]


def _multiples(step: float, low: float, high: float) -> Iterator[float]:
    for n in range(ceil(low / step), floor(high / step) + 1):
        yield n * step


def _subdivide(low: float, high: float, step: float) -> list[float]:
    count = max(1, ceil((high - low) / step * _POINTS_PER_STEP))
    return [low + (high - low) * n / count for n in range(count + 1)]


def _frame_points(frame: Box) -> Line:
    left, top, right, bottom = frame
    corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    return [
        (x0 + (x1 - x0) * n / _POINTS_PER_SIDE, y0 + (y1 - y0) * n / _POINTS_PER_SIDE)
        for (x0, y0), (x1, y1) in pairwise(corners)
        for n in range(_POINTS_PER_SIDE)
    ]
