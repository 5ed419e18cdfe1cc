"""Draws the text column on the left of the map image: brand, title and score."""

from collections.abc import Sequence

from PIL import Image, ImageDraw

from plays.map_image.fonts import BOLD, SANS, SERIF, Typeface
from plays.map_image.line_breaks import break_lines
from plays.map_image.palette import ACCENT, INK, INK_SOFT, LAND
from plays.pages.formatting import percent
from plays.scoring import Score
from quizzes.models import Quiz

# All in pixels.
_LEFT, _WIDTH = 40, 292
_TITLE_SIZES = (62, 54, 46, 40, 35, 30)
_MAX_TITLE_HEIGHT = 170
_WITHIN_SIZES = (28, 24, 20)
_NUMBER_SIZES = (112, 96, 80, 64)
_BAR_TOP, _BAR_BOTTOM = 599, 605  # the bottom is the bottom of the map's frame


def draw_text_column(image: Image.Image, quiz: Quiz, score: Score, quiz_total: Score) -> None:
    """Draws all text of the map image."""
    _draw_brand(image)
    _draw_title(image, quiz)
    _draw_score(image, score, quiz_total)


def _draw_brand(image: Image.Image) -> None:
    """The logo of the page header, drawn 160 pixels large and reduced to 28 for smooth edges, and the site's name."""
    logo = Image.new("L", (160, 160))
    pen = ImageDraw.Draw(logo)
    pen.circle((64, 96), 56, fill=255)
    pen.circle((136, 24), 24, fill=255)
    image.paste(ACCENT, (_LEFT, 28), logo.resize((28, 28), Image.Resampling.BOX))
    Typeface(SERIF, 30).write(image, (_LEFT + 38, 54), "Toponaut", INK)


def _draw_title(image: Image.Image, quiz: Quiz) -> None:
    typeface, lines = _fit_title(quiz.title)
    baselines = [100 + round(typeface.size * (0.8 + 1.08 * n)) for n in range(len(lines))]
    for line, baseline in zip(lines, baselines, strict=True):
        typeface.write(image, (_LEFT, baseline), line, INK)
    if quiz.within:
        typeface = _fit_line(SERIF, _WITHIN_SIZES, quiz.within)
        typeface.write(image, (_LEFT, baselines[-1] + 44), quiz.within, INK_SOFT)


def _fit_title(title: str) -> tuple[Typeface, list[str]]:
    """The largest size at which the title fits its part of the column, and its lines."""
    for size in _TITLE_SIZES:
        typeface = Typeface(SERIF, size)
        lines = break_lines(title, _WIDTH, typeface.width)
        if len(lines) * size <= _MAX_TITLE_HEIGHT and all(typeface.width(line) <= _WIDTH for line in lines):
            break
    return typeface, lines


def _fit_line(name: str, sizes: Sequence[int], text: str) -> Typeface:
    """The typeface at the first of the sizes at which the line fits the column, otherwise at the last."""
    typefaces = (Typeface(name, size) for size in sizes)
    return next((typeface for typeface in typefaces if typeface.width(text) <= _WIDTH), Typeface(name, sizes[-1]))


def _draw_score(image: Image.Image, score: Score, quiz_total: Score) -> None:
    number = f"{score.places:,}"
    # 4 pixels to the left: large digits have that much space on their left side.
    _fit_line(SANS, _NUMBER_SIZES, number).write(image, (_LEFT - 4, 448), number, ACCENT)
    Typeface(SANS, 32).write(image, (_LEFT, 498), "place" if score.places == 1 else "places", INK_SOFT)
    end = Typeface(BOLD, 32).write(image, (_LEFT, 574), percent(score.population, quiz_total.population), INK)
    Typeface(SANS, 32).write(image, (round(end) + 8, 574), "of people", INK_SOFT)
    _draw_bar(image, min(score.population / max(quiz_total.population, 1), 1))


def _draw_bar(image: Image.Image, share: float) -> None:
    """The bar that shows the share of people. `share`: from 0 to 1."""
    pen = ImageDraw.Draw(image)
    pen.rectangle((_LEFT, _BAR_TOP, _LEFT + _WIDTH - 1, _BAR_BOTTOM), fill=LAND)
    if share:
        pen.rectangle((_LEFT, _BAR_TOP, _LEFT + round((_WIDTH - 1) * share), _BAR_BOTTOM), fill=ACCENT)
