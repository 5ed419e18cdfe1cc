"""Text is written in the site's fonts, which have all letters of all titles."""

import re
from functools import cache

import pytest
from django.conf import settings as site
from PIL import Image, ImageFont, features
from pytest_django import Settings

from plays.map_image.fonts import BOLD, SANS, SERIF, Typeface, load_font, subset_of
from plays.map_image.palette import INK, PAPER
from quizzes.models import Quiz


@cache
def has_letter(font: ImageFont.FreeTypeFont, letter: str) -> bool:
    """Whether a font has a letter: a missing letter looks like one that no font has."""
    missing, found = font.getmask("\U000fffff"), font.getmask(letter)
    return (missing.size, bytes(missing)) != (found.size, bytes(found))


@pytest.mark.usefixtures("fonts")
def test_the_font_files_of_browsers_can_be_read() -> None:
    assert features.check("freetype2")
    font = load_font(SERIF.format("latin"), 40)
    assert isinstance(font, ImageFont.FreeTypeFont)
    assert font.getname() == ("Alegreya", "Regular")
    assert has_letter(font, "A")
    assert not has_letter(font, "ł")


@pytest.mark.django_db
@pytest.mark.usefixtures("fonts")
def test_the_fonts_have_all_letters_of_all_titles() -> None:
    rows = Quiz.objects.values_list("title", "within")
    letters = {letter for row in rows for text in row for letter in text if letter != " "}
    assert {"é", "Ł", "İ", "ș", "Z"} <= letters
    fonts = {subset: load_font(SERIF.format(subset), 40) for subset in ("latin", "latin-ext")}
    assert not {letter for letter in letters if not has_letter(fonts[subset_of(letter)], letter)}


def test_the_subset_of_a_letter_is_that_of_the_style_sheet() -> None:
    css = (site.WEB_DIR / "frontend" / "styles" / "fonts.css").read_text()
    blocks = re.findall(r"alegreya-(latin|latin-ext)-400[^}]*unicode-range: ([^;]+);", css)
    assert {name for name, _ in blocks} == {"latin", "latin-ext"}
    for name, ranges in blocks:
        for low, high in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", ranges):
            letters = {chr(int(low, 16)), chr(int(high or low, 16))}
            if max(letters) < "\u0180":  # Latin, without phonetic and combining signs
                assert {subset_of(letter) for letter in letters} == {name}


@pytest.mark.usefixtures("fonts")
def test_a_line_is_as_wide_as_measured() -> None:
    image = Image.new("RGB", (400, 100), PAPER)
    typeface = Typeface(SANS, 40)
    end = typeface.write(image, (10, 60), "38.4\u202f% of people", INK)
    assert end == pytest.approx(10 + typeface.width("38.4\u202f% of people"))
    left, top, right, bottom = Image.eval(image.convert("L"), lambda v: 255 * (v < 200)).getbbox() or (0, 0, 0, 0)
    assert (left, right) == pytest.approx((10, end), abs=4)
    assert 25 < top < bottom < 75


@pytest.mark.usefixtures("fonts")
def test_a_narrow_space_is_empty() -> None:
    image = Image.new("RGB", (100, 100), PAPER)
    assert Typeface(BOLD, 40).write(image, (10, 60), "\u202f", INK) > 10
    assert set(image.get_flattened_data()) == {PAPER}


def test_without_the_fonts_there_is_text_and_a_warning(caplog: pytest.LogCaptureFixture, settings: Settings) -> None:
    settings.STATICFILES_DIRS = []
    image = Image.new("RGB", (400, 100), PAPER)
    Typeface(SERIF, 40).write(image, (10, 60), "Åland", INK)
    assert len(set(image.get_flattened_data())) > 1
    assert "alegreya-latin-400-normal is not among the static files" in caplog.text
