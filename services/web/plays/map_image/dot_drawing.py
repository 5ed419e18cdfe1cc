"""Dots. Of each size there is a ready-made one, which is copied: ten times quicker than drawing it."""

from collections.abc import Iterable
from itertools import groupby
from math import ceil
from operator import itemgetter
from typing import NamedTuple

from PIL import Image, ImageDraw

from plays.map_image.palette import DOT, PAPER

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
    """How far each of the two inks covers what lies below; `half`: whole pixels from the edge to the dot's middle."""

    hairline: Image.Image
    disc: Image.Image
    half: int


def print_dots(picture: Image.Image, dots: Iterable[Dot]) -> None:
    """The largest first, so that small ones lie above them; what lies outside of the picture is left out.

    Dots that come to the same are printed once, and only they are held: of the world's 225,000 places, a quarter.
    """
    # In steps of a phase, from the picture's corner.
    spots = {(radius, round(x * _PHASES), round(y * _PHASES)) for x, y, radius in dots}
    for radius, group in groupby(sorted(spots, reverse=True), key=itemgetter(0)):
        _print_alike(picture, radius, [(column, row) for _, column, row in group])


def _print_alike(picture: Image.Image, radius: float, spots: list[tuple[int, int]]) -> None:
    """Dots of one size: first all hairlines, or where thousands lie close only hairlines would be left of them."""
    stamps = {phase: _stamp(radius, *phase) for phase in {(x % _PHASES, y % _PHASES) for x, y in spots}}
    placed = [(stamps[x % _PHASES, y % _PHASES], x // _PHASES, y // _PHASES) for x, y in spots]
    for stamp, x, y in placed:
        picture.paste(PAPER, _corner(stamp, x, y), stamp.hairline)
    for stamp, x, y in placed:
        picture.paste(DOT, _corner(stamp, x, y), stamp.disc)


def _corner(stamp: _Stamp, x: int, y: int) -> tuple[int, int]:
    return x - stamp.half, y - stamp.half


def _stamp(radius: float, column: int, row: int) -> _Stamp:
    half = ceil(radius + _HAIRLINE)
    middle = ((half + column / _PHASES) * _LARGER, (half + row / _PHASES) * _LARGER)
    hairline, disc = (Image.new("L", ((2 * half + 1) * _LARGER, (2 * half + 1) * _LARGER)) for _ in range(2))
    ImageDraw.Draw(hairline).circle(middle, (radius + _HAIRLINE) * _LARGER, fill=255)
    ImageDraw.Draw(hairline).circle(middle, radius * _LARGER, fill=0)
    ImageDraw.Draw(disc).circle(middle, radius * _LARGER, fill=round(255 * _OPACITY))
    return _Stamp(hairline.reduce(_LARGER), disc.reduce(_LARGER), half)
