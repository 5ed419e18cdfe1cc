"""Words in the site's own typefaces, from the files that browsers load (Pillow's FreeType reads woff2)."""

import logging
from itertools import groupby

from PIL import Image, ImageDraw, ImageFont

from plays.map_image.palette import Colour
from plays.map_image.static_files import static_path

log = logging.getLogger("toponaut.map_image")

SERIF = "alegreya-{}-400-normal"
SANS = "source-sans-3-{}-400-normal"
BOLD = "source-sans-3-{}-600-normal"

# Times too large, then reduced: Pillow rounds each letter's width to whole pixels.
_LARGER = 4

# The fonts have no narrow space; browsers make one.
_NARROW, _SPACE = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


class Face:
    """A typeface at one size in pixels. A font file holds a part of its letters, so a word may need two."""

    def __init__(self, name: str, size: float) -> None:
        self.size = size
        self._name = name
        self._fonts: dict[str, Font] = {}

    def width(self, text: str) -> float:
        """Pixels from the first letter to the end of the last."""
        return sum(font.getlength(run) for font, run in self._runs(text)) / _LARGER

    def write(self, picture: Image.Image, at: tuple[int, int], text: str, ink: Colour) -> float:
        """Write a line whose baseline begins at `at`; the x where it ends."""
        left, base, side = at[0], at[1], round(self.size)
        stencil = Image.new("L", ((round(self.width(text)) + side) * _LARGER, 2 * side * _LARGER))
        pen, x = ImageDraw.Draw(stencil), 0.0
        for font, run in self._runs(text):
            pen.text((x, 1.5 * side * _LARGER), run, 255, font, anchor="ls")
            x += font.getlength(run)
        picture.paste(ink, (left, base - round(1.5 * side)), stencil.reduce(_LARGER))
        return left + x / _LARGER

    def _runs(self, text: str) -> list[tuple[Font, str]]:
        runs = groupby(text.replace(_NARROW, _SPACE), subset_of)
        return [(self._font(subset), "".join(run)) for subset, run in runs]

    def _font(self, subset: str) -> Font:
        if subset not in self._fonts:
            self._fonts[subset] = load_font(self._name.format(subset), self.size * _LARGER)
        return self._fonts[subset]


def subset_of(letter: str) -> str:
    """The subset that has a letter, as frontend/styles/fonts.css divides them."""
    code = ord(letter)
    latin = code <= 0xFF or code in (0x131, 0x152, 0x153) or 0x2000 <= code <= 0x206F
    return "latin" if latin else "latin-ext"


def load_font(name: str, size: float) -> Font:
    """A font of the frontend's; Pillow's own where the frontend is not built, so that there are words at all.

    Basic layout: the other one needs a library that a laptop has and the image does not, so pictures would differ.
    """
    path = static_path(f"fonts/{name}.woff2")
    if path is None:
        log.warning("the font %s is not among the static files, so a picture is lettered in another", name)
        return ImageFont.load_default(size)
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
