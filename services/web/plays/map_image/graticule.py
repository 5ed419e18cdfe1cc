"""Meridians and parallels, at the browser's distances (frontend/src/map/projected-map.ts). Pure."""

from collections.abc import Iterator
from itertools import pairwise
from math import ceil, degrees, floor

from plays.map_image.projected_map import Box, Sheet
from plays.map_image.projections import Azimuthal, EqualEarth
from plays.map_image.topojson import Line

# A printed atlas shows about half a dozen lines on a sheet.
_STEPS = (30, 20, 10, 5, 2, 1, 0.5, 0.25)  # degrees
_LINES = 5
# Beyond, only each fourth of the globe's meridians goes on to the pole, or they would run into a blot there.
_POLAR = 80.0
# Points to one step: enough for a curve.
_POINTS = 8
_EDGE_POINTS = 24  # along each side of the frame


def graticule(sheet: Sheet, frame: Box) -> list[Line]:
    """The net on the plane, as far as `frame`, a part of the plane, shows it. None on a sheet with insets."""
    step = _step(sheet.seen)
    if isinstance(sheet.projection, EqualEarth):
        return _world(sheet.projection, step)
    if isinstance(sheet.projection, Azimuthal):
        return _window(sheet.projection, step, frame)
    return []


def _step(seen: Box) -> float:
    shown = degrees(seen.long_side)
    return next((step for step in _STEPS if shown / step >= _LINES), _STEPS[-1])


def _world(projection: EqualEarth, step: float) -> list[Line]:
    west, east = projection.edges
    net = [_meridian(lon, -90, 90, step) for lon in _multiples(step, west, east)]
    net += [_parallel(lat, west, east, step) for lat in _multiples(step, -90, 90)]
    edge = [(west, lat) for lat in range(-90, 91)] + [(east, lat) for lat in range(90, -91, -1)] + [(west, -90.0)]
    return [projection.line(line) for line in (*net, edge)]


def _window(projection: Azimuthal, step: float, frame: Box) -> list[Line]:
    edge = [projection.degrees(x, y) for x, y in _around(frame)]
    lons, lats = [lon for lon, _ in edge], [lat for _, lat in edge]
    for pole in (-90, 90):
        x, y = projection.place(0, pole)
        if frame.touches(Box(x, y, x, y)):
            lats.append(pole)
            lons += [lons[0], lons[0] + 360]  # every meridian passes there
    west, east = min(lons), min(max(lons), min(lons) + 360)
    south, north = min(lats), max(lats)
    net = [_meridian(lon, south, north, step) for lon in _multiples(step, west, east)]
    net += [_parallel(lat, west, east, step) for lat in _multiples(step, south, north) if abs(lat) < 90]
    return [projection.line(line) for line in net]


def _meridian(lon: float, south: float, north: float, step: float) -> Line:
    limit = 90.0 if lon % 90 == 0 else _POLAR
    return [(lon, max(-limit, min(limit, lat))) for lat in _fine(south, north, step)]


def _parallel(lat: float, west: float, east: float, step: float) -> Line:
    return [(lon, lat) for lon in _fine(west, east, step)]


def _multiples(step: float, low: float, high: float) -> Iterator[float]:
    for n in range(ceil(low / step), floor(high / step) + 1):
        yield n * step


def _fine(low: float, high: float, step: float) -> list[float]:
    count = max(1, ceil((high - low) / step * _POINTS))
    return [low + (high - low) * n / count for n in range(count + 1)]


def _around(frame: Box) -> Line:
    left, top, right, bottom = frame
    corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    return [
        (x0 + (x1 - x0) * n / _EDGE_POINTS, y0 + (y1 - y0) * n / _EDGE_POINTS)
        for (x0, y0), (x1, y1) in pairwise(corners)
        for n in range(_EDGE_POINTS)
    ]
