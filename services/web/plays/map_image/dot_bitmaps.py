"""Draws dots. Each size has a ready-made bitmap, which is copied: ten times faster than drawing each dot."""

from collections.abc import Iterable
from itertools import groupby
from math import ceil
from operator import itemgetter
from typing import NamedTuple

from PIL import Image, ImageDraw

from plays.map_image.palette import DOT, PAPER

_OPACITY = 0.7  # the dot's colour is translucent, so that overlapping dots stay readable
_OUTLINE_PX = 0.8  # the paper-coloured outline around a dot
_STEPS_PER_PIXEL = 2  # positions are rounded to half pixels: on whole pixels, small dots would form a grid
_OVERSAMPLING = 8  # a bitmap is drawn this many times too large and reduced, for a smooth edge


class Dot(NamedTuple):
    """A dot's centre and radius, in pixels of the image."""

    x: float
    y: float
    radius: float


class _DotBitmap(NamedTuple):
    """The masks of a dot's two parts. `half`: pixels from the bitmap's edge to its middle pixel."""

    outline: Image.Image
    disc: Image.Image
    half: int


def draw_dots(image: Image.Image, dots: Iterable[Dot]) -> None:
    """Draws the largest dots first, so that small ones are on top. Dots outside the image are ignored.

    Dots with the same rounded position and radius are drawn only once, and only distinct ones are kept in memory;
    that is a quarter of the world's 225,000 places.
    """
    # Positions in steps from the image's corner.
    positions = {(radius, round(x * _STEPS_PER_PIXEL), round(y * _STEPS_PER_PIXEL)) for x, y, radius in dots}
    for radius, group in groupby(sorted(positions, reverse=True), key=itemgetter(0)):
        _draw_same_size(image, radius, [(column, row) for _, column, row in group])


def _draw_same_size(image: Image.Image, radius: float, positions: list[tuple[int, int]]) -> None:
    """Draws all outlines before all discs: otherwise only outlines would be visible where thousands of dots overlap."""
    fractions = {(x % _STEPS_PER_PIXEL, y % _STEPS_PER_PIXEL) for x, y in positions}
    bitmaps = {fraction: _make_bitmap(radius, *fraction) for fraction in fractions}
    placed = [
        (bitmaps[x % _STEPS_PER_PIXEL, y % _STEPS_PER_PIXEL], x // _STEPS_PER_PIXEL, y // _STEPS_PER_PIXEL)
        for x, y in positions
    ]
    for bitmap, x, y in placed:
        image.paste(PAPER, _corner(bitmap, x, y), bitmap.outline)
    for bitmap, x, y in placed:
        image.paste(DOT, _corner(bitmap, x, y), bitmap.disc)


def _corner(bitmap: _DotBitmap, x: int, y: int) -> tuple[int, int]:
    return x - bitmap.half, y - bitmap.half


def _make_bitmap(radius: float, x_steps: int, y_steps: int) -> _DotBitmap:
    half = ceil(radius + _OUTLINE_PX)
    middle = ((half + x_steps / _STEPS_PER_PIXEL) * _OVERSAMPLING, (half + y_steps / _STEPS_PER_PIXEL) * _OVERSAMPLING)
    side = (2 * half + 1) * _OVERSAMPLING
    outline, disc = (Image.new("L", (side, side)) for _ in range(2))
    ImageDraw.Draw(outline).circle(middle, (radius + _OUTLINE_PX) * _OVERSAMPLING, fill=255)
    ImageDraw.Draw(outline).circle(middle, radius * _OVERSAMPLING, fill=0)
    ImageDraw.Draw(disc).circle(middle, radius * _OVERSAMPLING, fill=round(255 * _OPACITY))
    return _DotBitmap(outline.reduce(_OVERSAMPLING), disc.reduce(_OVERSAMPLING), half)
