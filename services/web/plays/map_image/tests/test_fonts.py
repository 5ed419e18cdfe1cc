"""The words are set in the site's own typefaces, whatever letters a title has."""

import re
from functools import cache

import pytest
from django.conf import settings as site
from PIL import Image, ImageFont, features
from pytest_django import Settings

from plays.map_image.fonts import BOLD, SANS, SERIF, Face, load_font, subset_of
from plays.map_image.palette import INK, PAPER
from quizzes.models import Quiz


@cache
def covers(font: ImageFont.FreeTypeFont, letter: str) -> bool:
    """Whether a font has a letter: what it has not looks like what no font has."""
    missing, found = font.getmask("\U000fffff"), font.getmask(letter)
    return (missing.size, bytes(missing)) != (found.size, bytes(found))


@pytest.mark.usefixtures("lettered")
def test_the_fonts_of_the_site_are_read_as_browsers_get_them() -> None:
    assert features.check("freetype2")
    font = load_font(SERIF.format("latin"), 40)
    assert isinstance(font, ImageFont.FreeTypeFont)
    assert font.getname() == ("Alegreya", "Regular")
    assert covers(font, "A")
    assert not covers(font, "ł")


@pytest.mark.django_db
@pytest.mark.usefixtures("lettered")
def test_every_title_has_all_its_letters() -> None:
    rows = Quiz.objects.values_list("title", "within")
    letters = {letter for row in rows for text in row for letter in text if letter != " "}
    assert {"é", "Ł", "İ", "ș", "Z"} <= letters
    fonts = {subset: load_font(SERIF.format(subset), 40) for subset in ("latin", "latin-ext")}
    assert not {letter for letter in letters if not covers(fonts[subset_of(letter)], letter)}


def test_a_letter_is_looked_for_where_the_style_sheet_says_it_is() -> None:
    css = (site.WEB_DIR / "frontend" / "styles" / "fonts.css").read_text()
    blocks = re.findall(r"alegreya-(latin|latin-ext)-400[^}]*unicode-range: ([^;]+);", css)
    assert {name for name, _ in blocks} == {"latin", "latin-ext"}
    for name, ranges in blocks:
        for low, high in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", ranges):
            letters = {chr(int(low, 16)), chr(int(high or low, 16))}
            if max(letters) < "\u0180":  # Latin, without phonetic and combining signs
                assert {subset_of(letter) for letter in letters} == {name}


@pytest.mark.usefixtures("lettered")
def test_a_line_is_as_long_as_it_says() -> None:
    picture = Image.new("RGB", (400, 100), PAPER)
    face = Face(SANS, 40)
    end = face.write(picture, (10, 60), "38.4\u202f% of people", INK)
    assert end == pytest.approx(10 + face.width("38.4\u202f% of people"))
    left, top, right, bottom = Image.eval(picture.convert("L"), lambda v: 255 * (v < 200)).getbbox() or (0, 0, 0, 0)
    assert (left, right) == pytest.approx((10, end), abs=4)
    assert 25 < top < bottom < 75


@pytest.mark.usefixtures("lettered")
def test_a_narrow_space_is_no_box() -> None:
    picture = Image.new("RGB", (100, 100), PAPER)
    assert Face(BOLD, 40).write(picture, (10, 60), "\u202f", INK) > 10
    assert set(picture.get_flattened_data()) == {PAPER}


def test_without_the_fonts_there_are_words_all_the_same_and_the_log_says_why(
    caplog: pytest.LogCaptureFixture, settings: Settings
) -> None:
    settings.STATICFILES_DIRS = []
    picture = Image.new("RGB", (400, 100), PAPER)
    Face(SERIF, 40).write(picture, (10, 60), "Åland", INK)
    assert len(set(picture.get_flattened_data())) > 1
    assert "alegreya-latin-400-normal is not among the static files" in caplog.text
