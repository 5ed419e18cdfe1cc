"""The page: title and figures on the left, the framed map on the right."""

from collections.abc import Iterable
from io import BytesIO

from PIL import Image, ImageDraw

from plays.lookup import PlayedPlace
from plays.picture.dots import dot_scale
from plays.picture.layers import print_map
from plays.picture.lettering import BOLD, SANS, SERIF, Face
from plays.picture.palette import ACCENT, FRAME, HAIRLINE, INK, INK_SOFT, LAND, PAPER, over
from plays.picture.sheet import Sheet
from plays.picture.stamps import Dot, print_dots
from plays.picture.words import broken, figure, percent, share
from plays.scoring import Score
from quizzes.models import Quiz

SIZE = (1200, 630)  # pixels: what Open Graph's readers cut nothing off
_FRAME = (364, 24, 1175, 605)  # the outer rule, last pixel included
_GAP = 5  # from it to the neatline, the second rule
_LEFT, _RIGHT = 40, 332  # of the lettering
_TITLE_SIZES = (62, 54, 46, 40, 35, 30)  # pixels
_TITLE_HEIGHT = 170
_BAR = 599  # the top of the share's bar, which ends where the frame does
# Most readers see the picture at half its size: a few dots are larger than the browser's, thousands smaller.
_FEW = 2_000
_FEW_TIMES, _MANY_TIMES = 1.25, 0.8
_COLOURS = 64


def draw_page(quiz: Quiz, places: Iterable[PlayedPlace], score: Score, sheet: Sheet | None) -> bytes:
    """The page as a PNG; without a sheet, the words alone."""
    page = Image.new("RGB", SIZE, PAPER)
    if sheet:
        _map(page, quiz, places, sheet)
    _words(page, quiz, score)
    out = BytesIO()
    page.quantize(_COLOURS, dither=Image.Dither.NONE).save(out, "PNG")
    return out.getvalue()


def _map(page: Image.Image, quiz: Quiz, places: Iterable[PlayedPlace], sheet: Sheet) -> None:
    left, top, right, bottom = (edge + by for edge, by in zip(_FRAME, (_GAP, _GAP, -_GAP, -_GAP), strict=True))
    size = (right - left + 1, bottom - top + 1)
    picture = print_map(sheet, size)
    print_dots(picture, _dots(quiz, places, sheet, size))
    page.paste(picture, (left, top))
    pen = ImageDraw.Draw(page)
    pen.rectangle(_FRAME, outline=FRAME)
    pen.rectangle((left, top, right, bottom), outline=over(PAPER, INK, HAIRLINE))


def _dots(quiz: Quiz, places: Iterable[PlayedPlace], sheet: Sheet, size: tuple[int, int]) -> list[Dot]:
    """Largest first, so that small ones lie above large ones."""
    ordered = sorted(places, key=lambda place: (-place.population, place.id))
    fit, radius = sheet.fit(*size), dot_scale(quiz, _FEW_TIMES if len(ordered) < _FEW else _MANY_TIMES)
    dots = []
    for place in ordered:
        if (point := sheet.projection.place(place.lon, place.lat)) is not None:
            dots.append(Dot(*fit.point(point), radius(place.population)))
    return dots


def _words(page: Image.Image, quiz: Quiz, score: Score) -> None:
    _brand(page)
    _title(page, quiz)
    _score(page, quiz, score)


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
    base = 100 + round(face.size * 0.8)
    for line in lines:
        face.write(page, (_LEFT, base), line, INK)
        base += round(face.size * 1.08)
    if quiz.within:
        Face(SERIF, 28).write(page, (_LEFT, base - round(face.size * 1.08) + 44), quiz.within, INK_SOFT)


def _fitting(title: str) -> tuple[Face, list[str]]:
    """The largest size in which the title fits its part of the column, and its lines."""
    width = _RIGHT - _LEFT
    for size in _TITLE_SIZES:
        face = Face(SERIF, size)
        lines = broken(title, width, face.width)
        if len(lines) * size <= _TITLE_HEIGHT and all(face.width(line) <= width for line in lines):
            break
    return face, lines


def _score(page: Image.Image, quiz: Quiz, score: Score) -> None:
    number = Face(SANS, 112 if score.places < 10_000 else 96)
    number.write(page, (_LEFT - 4, 448), figure(score.places), ACCENT)
    Face(SANS, 32).write(page, (_LEFT, 498), "place" if score.places == 1 else "places", INK_SOFT)
    part = share(score, quiz)
    end = Face(BOLD, 32).write(page, (_LEFT, 574), percent(part), INK)
    Face(SANS, 32).write(page, (round(end) + 8, 574), "of people", INK_SOFT)
    pen = ImageDraw.Draw(page)
    pen.rectangle((_LEFT, _BAR, _RIGHT - 1, _FRAME[3]), fill=LAND)
    if part:
        pen.rectangle((_LEFT, _BAR, _LEFT + round((_RIGHT - _LEFT - 1) * part), _FRAME[3]), fill=ACCENT)
