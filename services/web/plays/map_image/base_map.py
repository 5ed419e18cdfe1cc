"""The printed sheet: graticule, neighbours, land and borders.

Each layer is a stencil, drawn several times too large and reduced, through which one ink is printed. One stencil is
held at a time: 7 MB, where the whole sheet so large and in colour would take 29.
"""

from collections.abc import Callable, Iterable

from PIL import Image, ImageDraw

from plays.map_image.graticule import graticule
from plays.map_image.palette import CONTEXT, FAINT, HAIRLINE, INK, LAND, PAPER, Colour
from plays.map_image.projected_map import Fit, Shape, Sheet
from plays.map_image.topojson import Line

# Times too large: Pillow's lines and polygons have hard edges, and so get 16 shades.
_LARGER = 4
# Widths in pixels, as in the browser.
_COAST = 1.0
_BORDER = 0.75


def print_map(sheet: Sheet, size: tuple[int, int]) -> Image.Image:
    """The map without dots, filling a picture of this size."""
    picture = Image.new("RGB", size, PAPER)
    fit = sheet.fit(*size)
    frame = fit.shown(*size)
    large = fit.enlarged(_LARGER)
    context, land, borders = (
        [shape for shape in shapes if shape.box.touches(frame)] for shapes in (sheet.context, sheet.land, sheet.borders)
    )
    net = graticule(sheet, frame)

    def layer(ink: Colour, draw: Callable[[ImageDraw.ImageDraw], None]) -> None:
        stencil = Image.new("L", (size[0] * _LARGER, size[1] * _LARGER))
        draw(ImageDraw.Draw(stencil))
        picture.paste(ink, (0, 0), stencil.reduce(_LARGER))

    layer(INK, lambda pen: _stroke(pen, large, net, _BORDER, FAINT))
    layer(CONTEXT, lambda pen: _fill(pen, large, context))
    layer(INK, lambda pen: _stroke(pen, large, _lines(context), _BORDER, FAINT))
    layer(LAND, lambda pen: _fill(pen, large, land))
    layer(INK, lambda pen: _stroke(pen, large, [*_lines(land)], _COAST, HAIRLINE))
    layer(INK, lambda pen: _stroke(pen, large, _lines(borders), _BORDER, HAIRLINE))
    return picture


def _lines(shapes: Iterable[Shape]) -> Iterable[Line]:
    return (shape.line for shape in shapes)


def _fill(pen: ImageDraw.ImageDraw, fit: Fit, shapes: list[Shape]) -> None:
    """Rings from the largest to the smallest, so that an island in a lake comes after the lake.

    A country that fills a hole in another (San Marino) has that hole's box: the hole goes first.
    """
    for line, hole, _ in sorted(shapes, key=lambda shape: (-shape.box.area, not shape.hole)):
        if len(line) > 1:
            pen.polygon(fit.flat(line), fill=0 if hole else 255)


def _stroke(pen: ImageDraw.ImageDraw, fit: Fit, lines: Iterable[Line], width: float, strength: float) -> None:
    for line in lines:
        pen.line(fit.flat(line), fill=round(255 * strength), width=round(width * _LARGER))
