"""The column on the left: brand, title, figures."""

from collections.abc import Sequence

from PIL import Image, ImageDraw

from plays.map_image.fonts import BOLD, SANS, SERIF, Face
from plays.map_image.line_breaks import broken
from plays.map_image.palette import ACCENT, INK, INK_SOFT, LAND
from plays.pages.formatting import percent
from plays.scoring import Score
from quizzes.models import Quiz

# All in pixels.
_LEFT, _WIDTH = 40, 292
_TITLE_SIZES = (62, 54, 46, 40, 35, 30)
_TITLE_HEIGHT = 170
_WITHIN_SIZES = (28, 24, 20)
_NUMBER_SIZES = (112, 96, 80, 64)
_BAR = (599, 605)  # from top to bottom, where the map's frame ends too


def write_column(page: Image.Image, quiz: Quiz, score: Score, whole: Score) -> None:
    """All words of the page. `whole`: the quiz's own totals."""
    _brand(page)
    _title(page, quiz)
    _score(page, score, whole)


def _brand(page: Image.Image) -> None:
    """The header's mark, drawn 160 pixels large and reduced to 28, which smooths its edges."""
    mark = Image.new("L", (160, 160))
    pen = ImageDraw.Draw(mark)
    pen.circle((64, 96), 56, fill=255)
    pen.circle((136, 24), 24, fill=255)
    page.paste(ACCENT, (_LEFT, 28), mark.resize((28, 28), Image.Resampling.BOX))
    Face(SERIF, 30).write(page, (_LEFT + 38, 54), "Toponaut", INK)


def _title(page: Image.Image, quiz: Quiz) -> None:
    face, lines = _fitting(quiz.title)
    bases = [100 + round(face.size * (0.8 + 1.08 * n)) for n in range(len(lines))]
    for line, base in zip(lines, bases, strict=True):
        face.write(page, (_LEFT, base), line, INK)
    if quiz.within:
        _largest(SERIF, _WITHIN_SIZES, quiz.within).write(page, (_LEFT, bases[-1] + 44), quiz.within, INK_SOFT)


def _fitting(title: str) -> tuple[Face, list[str]]:
    """The largest size in which the title fits its part of the column, and its lines."""
    for size in _TITLE_SIZES:
        face = Face(SERIF, size)
        lines = broken(title, _WIDTH, face.width)
        if len(lines) * size <= _TITLE_HEIGHT and all(face.width(line) <= _WIDTH for line in lines):
            break
    return face, lines


def _largest(name: str, sizes: Sequence[int], text: str) -> Face:
    """The first of the sizes in which a line fits the column, or else the last."""
    faces = (Face(name, size) for size in sizes)
    return next((face for face in faces if face.width(text) <= _WIDTH), Face(name, sizes[-1]))


def _score(page: Image.Image, score: Score, whole: Score) -> None:
    number = f"{score.places:,}"
    # So far is a figure from its own left edge.
    _largest(SANS, _NUMBER_SIZES, number).write(page, (_LEFT - 4, 448), number, ACCENT)
    Face(SANS, 32).write(page, (_LEFT, 498), "place" if score.places == 1 else "places", INK_SOFT)
    end = Face(BOLD, 32).write(page, (_LEFT, 574), percent(score.population, whole.population), INK)
    Face(SANS, 32).write(page, (round(end) + 8, 574), "of people", INK_SOFT)
    _bar(page, min(score.population / max(whole.population, 1), 1))


def _bar(page: Image.Image, part: float) -> None:
    pen = ImageDraw.Draw(page)
    pen.rectangle((_LEFT, _BAR[0], _LEFT + _WIDTH - 1, _BAR[1]), fill=LAND)
    if part:
        pen.rectangle((_LEFT, _BAR[0], _LEFT + round((_WIDTH - 1) * part), _BAR[1]), fill=ACCENT)
