"""Writes text in the site's fonts, from the files that browsers load: Pillow's FreeType reads woff2."""

import logging
from itertools import groupby

from PIL import Image, ImageDraw, ImageFont

from plays.map_image.palette import Colour
from plays.map_image.static_files import static_path

log = logging.getLogger("toponaut.map_image")

# File names, with a gap for the subset.
SERIF = "alegreya-{}-400-normal"
SANS = "source-sans-3-{}-400-normal"
BOLD = "source-sans-3-{}-600-normal"

# Text is drawn this many times too large and then reduced, because Pillow rounds the width of each letter to pixels.
_OVERSAMPLING = 4

# The fonts have no narrow space; browsers replace it.
_NARROW, _SPACE = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


class Typeface:
    """A typeface at one size in pixels. Each font file has only a subset of the letters, so a word may need two."""

    def __init__(self, name: str, size: float) -> None:
        self.size = size
        self._name = name
        self._fonts: dict[str, Font] = {}

    def width(self, text: str) -> float:
        """The width of a line in pixels."""
        return sum(font.getlength(run) for font, run in self._runs(text)) / _OVERSAMPLING

    def write(self, image: Image.Image, at: tuple[int, int], text: str, colour: Colour) -> float:
        """Writes a line whose baseline starts at `at`, and returns the x where it ends."""
        left, baseline, side = at[0], at[1], round(self.size)
        mask = Image.new("L", ((round(self.width(text)) + side) * _OVERSAMPLING, 2 * side * _OVERSAMPLING))
        pen, x = ImageDraw.Draw(mask), 0.0
        for font, run in self._runs(text):
            pen.text((x, 1.5 * side * _OVERSAMPLING), run, 255, font, anchor="ls")
            x += font.getlength(run)
        image.paste(colour, (left, baseline - round(1.5 * side)), mask.reduce(_OVERSAMPLING))
        return left + x / _OVERSAMPLING

    def _runs(self, text: str) -> list[tuple[Font, str]]:
        """The text in pieces, each with the font that has its letters."""
        runs = groupby(text.replace(_NARROW, _SPACE), subset_of)
        return [(self._font(subset), "".join(run)) for subset, run in runs]

    def _font(self, subset: str) -> Font:
        if subset not in self._fonts:
            self._fonts[subset] = load_font(self._name.format(subset), self.size * _OVERSAMPLING)
        return self._fonts[subset]


def subset_of(letter: str) -> str:
    """The subset that contains a letter, by the ranges in frontend/styles/fonts.css."""
    code = ord(letter)
    is_latin = code <= 0xFF or code in (0x131, 0x152, 0x153) or 0x2000 <= code <= 0x206F
    return "latin" if is_latin else "latin-ext"


def load_font(name: str, size: float) -> Font:
    """A font of the frontend; Pillow's own font if the frontend is not built, so that there is text at all.

    Text has the basic layout: the other layout needs a library that a laptop has and the container image lacks, so
    images would differ.
    """
    path = static_path(f"fonts/{name}.woff2")
    if path is None:
        log.warning("the font %s is not among the static files, so a map image uses Pillow's own font", name)
        return ImageFont.load_default(size)
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
