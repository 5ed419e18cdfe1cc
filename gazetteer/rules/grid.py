"""Finding the places near a place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import asin, ceil, cos, radians, sin, sqrt

from gazetteer.draft import Place

EARTH_RADIUS = 6371.0  # km
KM_PER_DEGREE = 111.2
_CELL = 0.25  # degrees: about the search radius of a town


def distance(a: Place, b: Place) -> float:
    """Great-circle distance in km (haversine)."""
    lat_a, lat_b = radians(a.lat), radians(b.lat)
    h = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH_RADIUS * asin(min(1.0, sqrt(h)))


class Grid:
    """Places by cells of a quarter of a degree."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._cells: dict[tuple[int, int], list[Place]] = defaultdict(list)
        for place in places:
            self._cells[self._cell(place)].append(place)

    def near(self, place: Place, radius: float) -> Iterator[tuple[Place, float]]:
        """The other places within `radius` km of `place`, each with its distance in km."""
        row, column = self._cell(place)
        rows = ceil(radius / KM_PER_DEGREE / _CELL)
        narrow = max(0.1, cos(radians(place.lat)))
        columns = ceil(radius / KM_PER_DEGREE / _CELL / narrow)
        for r in range(row - rows, row + rows + 1):
            for c in range(column - columns, column + columns + 1):
                for other in self._cells.get((r, c), ()):
                    if other is not place and (km := distance(place, other)) <= radius:
                        yield other, km

    @staticmethod
    def _cell(place: Place) -> tuple[int, int]:
        return int(place.lat // _CELL), int(place.lon // _CELL)
