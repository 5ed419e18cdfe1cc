"""The colours of the map image."""

import re

from django.conf import settings

from plays.map_image import palette


def test_the_colours_are_those_of_the_style_sheet() -> None:
    css = (settings.WEB_DIR / "frontend" / "styles" / "palette.css").read_text()
    light = dict(re.findall(r"--([a-z-]+): ([^;]+);", css[css.index(":root {") : css.index("}")]))
    for name in ("PAPER", "CONTEXT", "LAND", "INK", "INK_SOFT", "FRAME", "ACCENT", "DOT"):
        colour: palette.Colour = getattr(palette, name)
        assert light[name.lower().replace("_", "-")] == "#" + bytes(colour).hex()
    red, green, blue = palette.INK
    for name, opacity in (("hairline", palette.HAIRLINE), ("faint", palette.FAINT)):
        assert light[name] == f"rgb({red} {green} {blue} / {opacity:.0%})"


def test_the_palette_has_all_colours_and_blends_and_at_most_64() -> None:
    colours = palette.all_colours()
    assert colours[0] == palette.PAPER
    base_colours = {
        palette.CONTEXT,
        palette.LAND,
        palette.INK,
        palette.INK_SOFT,
        palette.FRAME,
        palette.ACCENT,
        palette.DOT,
    }
    assert base_colours < set(colours)
    assert len(colours) <= 64


def test_a_blend_is_between_both_colours() -> None:
    assert palette.blend((0, 100, 200), (200, 100, 0), 0.25) == (50, 100, 150)
