"""Sizes of dots, words, colours."""

import re

import pytest
from django.conf import settings

from plays.map_image import palette
from plays.map_image.dot_size import dot_scale
from plays.map_image.line_breaks import broken
from quizzes.models import Quiz


def quiz(kind: str, *brackets: tuple[int, int]) -> Quiz:
    return Quiz(kind=kind, brackets=[{"min": least, "places": places} for least, places in brackets])


def test_a_dots_area_is_proportional_to_people() -> None:
    radius = dot_scale(quiz("country", (1_000_000, 9), (100_000, 200)))
    assert (radius(1_000_000), radius(4_000_000)) == (5.5, 11)
    assert dot_scale(quiz("country", (1_000_000, 9)), 2)(1_000_000) == 11


def test_each_quiz_has_a_scale_of_its_own_from_its_largest_bracket_with_enough_places() -> None:
    radius = dot_scale(quiz("region", (1_000_000, 1), (100_000, 3)))
    assert radius(100_000) == 5.5
    assert dot_scale(quiz("world", (1_000_000, 400)))(1_000_000) == 3.25


def test_the_smallest_dots_can_be_seen() -> None:
    assert dot_scale(quiz("country", (1_000_000, 9)))(0) == 2
    assert dot_scale(quiz("country", (0, 20)))(1_000) == 5.5


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Europe", ["Europe"]),
        ("United States", ["United", "States"]),
        ("Saint Vincent and the Grenadines", ["Saint", "Vincent and", "the", "Grenadines"]),
        ("Provence-Alpes-Côte d'Azur", ["Provence-", "Alpes-Côte", "d'Azur"]),
        ("Mecklenburg-Vorpommern", ["Mecklenburg-", "Vorpommern"]),
    ],
)
def test_a_title_breaks_after_spaces_and_hyphens(title: str, lines: list[str]) -> None:
    assert broken(title, 11, len) == lines


def test_the_colours_are_the_style_sheets() -> None:
    css = (settings.WEB_DIR / "frontend" / "styles" / "palette.css").read_text()
    light = dict(re.findall(r"--([a-z-]+): ([^;]+);", css[css.index(":root {") : css.index("}")]))
    for name in ("PAPER", "CONTEXT", "LAND", "INK", "INK_SOFT", "FRAME", "ACCENT", "DOT"):
        colour: palette.Colour = getattr(palette, name)
        assert light[name.lower().replace("_", "-")] == "#" + bytes(colour).hex()
    red, green, blue = palette.INK
    for name, strength in (("hairline", palette.HAIRLINE), ("faint", palette.FAINT)):
        assert light[name] == f"rgb({red} {green} {blue} / {strength:.0%})"


def test_a_picture_has_the_inks_and_their_mixtures_at_most_64() -> None:
    colours = palette.mixtures()
    assert colours[0] == palette.PAPER
    inks = {palette.CONTEXT, palette.LAND, palette.INK, palette.INK_SOFT, palette.FRAME, palette.ACCENT, palette.DOT}
    assert inks < set(colours)
    assert len(colours) <= 64


def test_ink_on_paper() -> None:
    assert palette.over((0, 100, 200), (200, 100, 0), 0.25) == (50, 100, 150)
