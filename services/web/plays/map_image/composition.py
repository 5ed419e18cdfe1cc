"""The page: title and figures on the left, the framed map on the right."""

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO

from PIL import Image, ImageDraw

from plays.map_image.base_map import print_map
from plays.map_image.dot_drawing import Dot, print_dots
from plays.map_image.dot_size import dot_scale
from plays.map_image.palette import FRAME, HAIRLINE, INK, PAPER, mixtures, over
from plays.map_image.projected_map import Fit, Sheet
from plays.map_image.text_column import write_column
from plays.played_places import PlayedPlace
from plays.scoring import Score
from quizzes.models import Quiz

SIZE = (1200, 630)  # pixels: what Open Graph's readers cut nothing off
_FRAME = (364, 24, 1175, 605)  # the outer rule, last pixel included
_GAP = 5  # from it to the neatline, the second rule
# Most readers see the picture at half its size: a few dots are larger than the browser's, thousands smaller.
_FEW = 2_000
_FEW_TIMES, _MANY_TIMES = 1.25, 0.8


def draw_page(quiz: Quiz, places: Iterable[PlayedPlace], sheet: Sheet | None, *, score: Score, whole: Score) -> bytes:
    """The page as a PNG; without a sheet, the words alone."""
    page = Image.new("RGB", SIZE, PAPER)
    if sheet:
        _map(page, quiz, places, sheet, few=score.places < _FEW)
    write_column(page, quiz, score, whole)
    out = BytesIO()
    palette = Image.new("P", (1, 1))
    palette.putpalette([value for colour in mixtures() for value in colour])
    page.quantize(palette=palette, dither=Image.Dither.NONE).save(out, "PNG")
    return out.getvalue()


def _map(page: Image.Image, quiz: Quiz, places: Iterable[PlayedPlace], sheet: Sheet, *, few: bool) -> None:
    left, top, right, bottom = (edge + by for edge, by in zip(_FRAME, (_GAP, _GAP, -_GAP, -_GAP), strict=True))
    size = (right - left + 1, bottom - top + 1)
    picture = print_map(sheet, size)
    radius = dot_scale(quiz, _FEW_TIMES if few else _MANY_TIMES)
    print_dots(picture, _dots(places, sheet, sheet.fit(*size), radius))
    page.paste(picture, (left, top))
    pen = ImageDraw.Draw(page)
    pen.rectangle(_FRAME, outline=FRAME)
    pen.rectangle((left, top, right, bottom), outline=over(PAPER, INK, HAIRLINE))


def _dots(places: Iterable[PlayedPlace], sheet: Sheet, fit: Fit, radius: Callable[[int], float]) -> Iterator[Dot]:
    for place in places:
        if (point := sheet.projection.place(place.lon, place.lat)) is not None:
            yield Dot(*fit.point(point), radius(place.population))
