"""Distances between places, and the places within a distance of a place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import asin, ceil, cos, radians, sin, sqrt

from gazetteer.build_records import PlaceRecord

EARTH_RADIUS = 6371.0  # km
KM_PER_DEGREE = 111.2
_CELL_DEGREES = 0.25  # about the search radius of a town


def distance(a: PlaceRecord, b: PlaceRecord) -> float:
    """Great-circle distance in km (haversine)."""
    lat_a, lat_b = radians(a.lat), radians(b.lat)
    h = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH_RADIUS * asin(min(1.0, sqrt(h)))


class SpatialIndex:
    """Places in grid cells of a quarter of a degree."""

    def __init__(self, places: Iterable[PlaceRecord]) -> None:
        self._cells: dict[tuple[int, int], list[PlaceRecord]] = defaultdict(list)
        for place in places:
            self._cells[self._cell(place)].append(place)

    def within(self, place: PlaceRecord, radius: float) -> Iterator[tuple[PlaceRecord, float]]:
        """The other places within `radius` km of `place`, each with its distance in km."""
        row, column = self._cell(place)
        rows = ceil(radius / KM_PER_DEGREE / _CELL_DEGREES)
        # Degrees of longitude get shorter towards the poles, so more columns are needed there.
        columns = ceil(radius / KM_PER_DEGREE / _CELL_DEGREES / max(0.1, cos(radians(place.lat))))
        for r in range(row - rows, row + rows + 1):
            for c in range(column - columns, column + columns + 1):
                for other in self._cells.get((r, c), ()):
                    if other is not place and (km := distance(place, other)) <= radius:
                        yield other, km

    @staticmethod
    def _cell(place: PlaceRecord) -> tuple[int, int]:
        return int(place.lat // _CELL_DEGREES), int(place.lon // _CELL_DEGREES)
