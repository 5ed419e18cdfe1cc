"""Draws the map below the dots: graticule, neighbouring land, land and borders.

Each layer is drawn as a mask, several times too large and then reduced, through which one colour is painted. Only one
mask is in memory at a time: 7 MB. The whole map at that size in colour would take 29 MB.
"""

from collections.abc import Callable, Iterable

from PIL import Image, ImageDraw

from plays.map_image.graticule import graticule
from plays.map_image.map_file import Line
from plays.map_image.palette import CONTEXT, FAINT, HAIRLINE, INK, LAND, PAPER, Colour
from plays.map_image.projected_map import PixelTransform, ProjectedMap, Shape

# Pillow's lines and polygons have hard edges. So they are drawn this many times too large and reduced: an edge then has
# 16 shades.
_OVERSAMPLING = 4
# The widths are the same as in the browser.
_COAST_PX = 1.0
_BORDER_PX = 0.75


def draw_base_map(projected: ProjectedMap, size: tuple[int, int]) -> Image.Image:
    """An image of this size, filled with the map without dots."""
    image = Image.new("RGB", size, PAPER)
    transform = projected.fit(*size)
    frame = transform.visible_box(*size)
    large = transform.enlarged(_OVERSAMPLING)
    context, land, borders = (
        [shape for shape in shapes if shape.box.touches(frame)]
        for shapes in (projected.context, projected.land, projected.borders)
    )
    graticule_lines = graticule(projected, frame)

    def paint(colour: Colour, draw: Callable[[ImageDraw.ImageDraw], None]) -> None:
        mask = Image.new("L", (size[0] * _OVERSAMPLING, size[1] * _OVERSAMPLING))
        draw(ImageDraw.Draw(mask))
        image.paste(colour, (0, 0), mask.reduce(_OVERSAMPLING))

    paint(INK, lambda pen: _stroke(pen, large, graticule_lines, _BORDER_PX, FAINT))
    paint(CONTEXT, lambda pen: _fill(pen, large, context))
    paint(INK, lambda pen: _stroke(pen, large, _lines(context), _BORDER_PX, FAINT))
    paint(LAND, lambda pen: _fill(pen, large, land))
    paint(INK, lambda pen: _stroke(pen, large, [*_lines(land)], _COAST_PX, HAIRLINE))
    paint(INK, lambda pen: _stroke(pen, large, _lines(borders), _BORDER_PX, HAIRLINE))
    return image


def _lines(shapes: Iterable[Shape]) -> Iterable[Line]:
    return (shape.line for shape in shapes)


def _fill(pen: ImageDraw.ImageDraw, transform: PixelTransform, shapes: list[Shape]) -> None:
    """Fills the rings from the largest to the smallest, so that an island in a lake comes after the lake.

    A country that fills a hole in another (San Marino) has the same box as the hole. The hole comes first.
    """
    for line, is_hole, _ in sorted(shapes, key=lambda shape: (-shape.box.area, not shape.is_hole)):
        if len(line) > 1:
            pen.polygon(transform.flat_line(line), fill=0 if is_hole else 255)


def _stroke(
    pen: ImageDraw.ImageDraw, transform: PixelTransform, lines: Iterable[Line], width: float, opacity: float
) -> None:
    for line in lines:
        pen.line(transform.flat_line(line), fill=round(255 * opacity), width=round(width * _OVERSAMPLING))
