"""Dots. Of each size there is a ready-made one, which is copied: ten times quicker than drawing it."""

from collections.abc import Iterable
from math import ceil, floor
from typing import NamedTuple

from PIL import Image, ImageDraw

from plays.picture.palette import DOT, PAPER

_OPACITY = 0.7  # of the accent, so that overlaps stay readable
_HAIRLINE = 0.8  # pixels of paper around it
_PHASES = 2  # places within a pixel where a dot may stand: on whole pixels small ones would form a grid
_LARGER = 8  # times: a stamp is drawn large and reduced, for a smooth edge


class Dot(NamedTuple):
    """In pixels of the picture."""

    x: float
    y: float
    radius: float


class _Stamp(NamedTuple):
    colours: Image.Image
    mask: Image.Image


def print_dots(picture: Image.Image, dots: Iterable[Dot]) -> None:
    """Dots in their order, each over the ones before; what lies outside of the picture is left out."""
    stamps: dict[tuple[float, int, int], _Stamp] = {}
    for x, y, radius in dots:
        # In steps of a phase, from the pixel's corner.
        column, row = round(x * _PHASES), round(y * _PHASES)
        key = (radius, column % _PHASES, row % _PHASES)
        stamp = stamps.get(key) or stamps.setdefault(key, _stamp(*key))
        half = _half(radius)
        picture.paste(stamp.colours, (column // _PHASES - half, row // _PHASES - half), stamp.mask)


def _half(radius: float) -> int:
    """Whole pixels from a stamp's edge to where its dot's middle may begin."""
    return ceil(radius + _HAIRLINE)


def _stamp(radius: float, column: int, row: int) -> _Stamp:
    side = 2 * _half(radius) + 1
    x, y = (_half(radius) + phase / _PHASES for phase in (column, row))
    mask = Image.new("L", (side * _LARGER, side * _LARGER))
    pen = ImageDraw.Draw(mask)
    pen.circle((x * _LARGER, y * _LARGER), (radius + _HAIRLINE) * _LARGER, fill=255)
    pen.circle((x * _LARGER, y * _LARGER), radius * _LARGER, fill=floor(255 * _OPACITY))
    inside = Image.new("L", mask.size)
    ImageDraw.Draw(inside).circle((x * _LARGER, y * _LARGER), radius * _LARGER, fill=255)
    colours = Image.new("RGB", (side, side), PAPER)
    colours.paste(DOT, (0, 0), inside.reduce(_LARGER))
    return _Stamp(colours, mask.reduce(_LARGER))
