"""A quiz's map projected to a plane, and the part of it that is shown, as in the browser. No input or output.

The browser's rules are in frontend/src/map/projected-map.ts.
"""

from collections.abc import Iterable
from typing import NamedTuple

from plays.map_image.albers_usa import AlbersUsa
from plays.map_image.map_file import Line, MapFile, Point, Ring
from plays.map_image.projections import Projection, make_projection

# Space around the land, as a part of the longer side.
MARGIN = 0.03
# Far islands are left out of the view only if everything else would shrink by more than this: Corsica stays.
MIN_GAIN_TO_OMIT_ISLANDS = 1.3


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

    def enlarged(self, margin: float) -> "Box":
        """The same box with a margin on every side."""
        return Box(self.left - margin, self.top - margin, self.right + margin, self.bottom + margin)

    def touches(self, other: "Box") -> bool:
        """Whether both boxes have a point in common."""
        return (
            self.left <= other.right
            and other.left <= self.right
            and self.top <= other.bottom
            and other.top <= self.bottom
        )


class PixelTransform(NamedTuple):
    """Converts points of the plane to pixels of an image."""

    scale: float  # pixels for one unit of the plane
    x: float
    y: float

    def to_pixels(self, point: Point) -> Point:
        """A point of the plane in pixels."""
        return point[0] * self.scale + self.x, point[1] * self.scale + self.y

    def flat_line(self, line: Line) -> list[float]:
        """A line in pixels, as [x, y, x, y, …]: Pillow draws this form fastest."""
        scale, left, top = self
        return [pixel for x, y in line for pixel in (x * scale + left, y * scale + top)]

    def enlarged(self, times: int) -> "PixelTransform":
        """The transform for an image of the same map that is `times` as large."""
        return PixelTransform(self.scale * times, self.x * times, self.y * times)

    def visible_box(self, width: int, height: int) -> Box:
        """The part of the plane that an image of this size shows."""
        left, top = -self.x / self.scale, -self.y / self.scale
        return Box(left, top, left + width / self.scale, top + height / self.scale)


class Shape(NamedTuple):
    """A ring or a border on the plane."""

    line: Line
    is_hole: bool
    box: Box


class ProjectedMap(NamedTuple):
    """A map on the plane."""

    projection: Projection
    content_box: Box  # the view without its margin
    view_box: Box  # what an image must show
    land: list[Shape]
    context: list[Shape]
    borders: list[Shape]

    def fit(self, width: int, height: int) -> PixelTransform:
        """The view centred in an image of this size, and as large as possible."""
        left, top, right, bottom = self.view_box
        scale = min(width / (right - left), height / (bottom - top))
        return PixelTransform(scale, (width - scale * (left + right)) / 2, (height - scale * (top + bottom)) / 2)


def project_map(map_file: MapFile) -> ProjectedMap:
    """Projects a map file."""
    projection = make_projection(map_file)
    land = _shapes(projection, map_file.land)
    context = _shapes(projection, map_file.context)
    borders = _shapes(projection, (Ring(line, is_hole=False) for line in map_file.borders))
    if isinstance(projection, AlbersUsa):
        content = view = Box(0, 0, *projection.SIZE)
    else:
        content = _content(_bounding_box(projection.project_line(map_file.focus)), land)
        view = content.enlarged(content.long_side * MARGIN)
    return ProjectedMap(projection, content, view, land, context, borders)


def _shapes(projection: Projection, rings: Iterable[Ring]) -> list[Shape]:
    lines = ((projection.project_line(points), is_hole) for points, is_hole in rings)
    return [Shape(line, is_hole, _bounding_box(line)) for line, is_hole in lines]


def _bounding_box(line: Line) -> Box:
    xs, ys = zip(*line, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def _content(focus: Box, land: list[Shape]) -> Box:
    """All land, or only the focus if far islands would shrink the rest too much."""
    lefts, tops, rights, bottoms = zip(*(shape.box for shape in land), strict=True)
    all_land = Box(min(lefts), min(tops), max(rights), max(bottoms))
    return all_land if all_land.long_side < MIN_GAIN_TO_OMIT_ISLANDS * focus.long_side else focus
