"""What a map shows, and where on the picture it lies: the browser's rules (frontend/src/map/projected-map.ts). Pure."""

from collections.abc import Iterable
from typing import NamedTuple

from plays.map_image.albers_usa import AlbersUsa
from plays.map_image.projections import Projection, projection_of
from plays.map_image.topojson import Line, Point, QuizMap, Ring

# Paper left around the land, as a part of the longer side.
MARGIN = 0.03
# An island is left out of the first view only if all the rest would shrink by more than this: not Corsica.
WORTH_LEAVING = 1.3


class Box(NamedTuple):
    """A rectangle; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def long_side(self) -> float:
        return max(self.right - self.left, self.bottom - self.top)

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.bottom - self.top)

    def grown(self, by: float) -> "Box":
        """The same with `by` more on every side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def touches(self, other: "Box") -> bool:
        """Whether the two have a point in common."""
        return (
            self.left <= other.right
            and other.left <= self.right
            and self.top <= other.bottom
            and other.top <= self.bottom
        )


class Fit(NamedTuple):
    """From the plane to pixels."""

    scale: float  # pixels for one unit of the plane
    x: float
    y: float

    def point(self, point: Point) -> Point:
        """Where a point of the plane lies on the picture."""
        return point[0] * self.scale + self.x, point[1] * self.scale + self.y

    def flat(self, line: Line) -> list[float]:
        """x, y, x, y … of a line, as Pillow takes them quickest."""
        scale, left, top = self
        return [pixel for x, y in line for pixel in (x * scale + left, y * scale + top)]

    def enlarged(self, times: int) -> "Fit":
        """The same on a picture that is so many times larger."""
        return Fit(self.scale * times, self.x * times, self.y * times)

    def shown(self, width: int, height: int) -> Box:
        """The part of the plane that a picture of this size shows."""
        left, top = -self.x / self.scale, -self.y / self.scale
        return Box(left, top, left + width / self.scale, top + height / self.scale)


class Shape(NamedTuple):
    """A ring or a border on the plane."""

    line: Line
    hole: bool
    box: Box


class Sheet(NamedTuple):
    """A map on the plane, and the part of it to be seen."""

    projection: Projection
    seen: Box  # the first view without its margin
    view: Box
    land: list[Shape]
    context: list[Shape]
    borders: list[Shape]

    def fit(self, width: int, height: int) -> Fit:
        """The view as large as it goes into a frame, in the middle of it."""
        left, top, right, bottom = self.view
        scale = min(width / (right - left), height / (bottom - top))
        return Fit(scale, (width - scale * (left + right)) / 2, (height - scale * (top + bottom)) / 2)


def make_sheet(quiz_map: QuizMap) -> Sheet:
    """A map file, projected."""
    projection = projection_of(quiz_map)
    land = _shapes(projection, quiz_map.land)
    context = _shapes(projection, quiz_map.context)
    borders = _shapes(projection, (Ring(line, hole=False) for line in quiz_map.borders))
    if isinstance(projection, AlbersUsa):
        seen = view = Box(0, 0, *projection.SIZE)
    else:
        seen = _seen(_box(projection.line(quiz_map.focus)), land)
        view = seen.grown(seen.long_side * MARGIN)
    return Sheet(projection, seen, view, land, context, borders)


def _shapes(projection: Projection, rings: Iterable[Ring]) -> list[Shape]:
    lines = ((projection.line(points), hole) for points, hole in rings)
    return [Shape(line, hole, _box(line)) for line, hole in lines]


def _box(line: Line) -> Box:
    xs, ys = zip(*line, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def _seen(focus: Box, land: list[Shape]) -> Box:
    lefts, tops, rights, bottoms = zip(*(shape.box for shape in land), strict=True)
    whole = Box(min(lefts), min(tops), max(rights), max(bottoms))
    return whole if whole.long_side < WORTH_LEAVING * focus.long_side else focus
