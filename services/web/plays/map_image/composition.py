"""Puts the map image together: the text column on the left, the framed map on the right."""

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import Protocol

from PIL import Image, ImageDraw

from plays.map_image.dot_bitmaps import Dot, draw_dots
from plays.map_image.dot_size import dot_radius_scale
from plays.map_image.empty_map import EmptyMap, empty_map
from plays.map_image.palette import FRAME, HAIRLINE, INK, PAPER, all_colours, blend
from plays.map_image.text_column import draw_text_column
from plays.scoring import Score
from quizzes.models import Quiz

SIZE = (1200, 630)  # pixels: sites that show Open Graph images do not crop this size
_FRAME = (364, 24, 1175, 605)  # the outer rule: left, top, right and bottom pixel
_GAP = 5  # pixels from the outer rule to the inner one
_MAP_AREA = (_FRAME[0] + _GAP, _FRAME[1] + _GAP, _FRAME[2] - _GAP, _FRAME[3] - _GAP)
# Most readers see the image at half its size. Up to this many places, dots are larger than in the browser; above it
# they are smaller.
_MAX_PLACES_FOR_LARGE_DOTS = 2_000
_LARGE_DOTS, _SMALL_DOTS = 1.25, 0.8  # factors of the browser's size


class MapPlace(Protocol):
    """The fields of a place that its dot shows."""

    @property
    def lat(self) -> float: ...
    @property
    def lon(self) -> float: ...
    @property
    def population(self) -> int: ...


def compose(quiz: Quiz, places: Iterable[MapPlace], *, score: Score, quiz_total: Score) -> bytes:
    """The map image as a PNG. Without a map it has only the text."""
    image = Image.new("RGB", SIZE, PAPER)
    left, top, right, bottom = _MAP_AREA
    if quiz_map := empty_map(quiz.slug, (right - left + 1, bottom - top + 1)):
        dot_factor = _LARGE_DOTS if score.places < _MAX_PLACES_FOR_LARGE_DOTS else _SMALL_DOTS
        _draw_map(image, quiz_map, _dots(places, quiz_map, dot_radius_scale(quiz, dot_factor)))
    draw_text_column(image, quiz, score, quiz_total)
    out = BytesIO()
    palette = Image.new("P", (1, 1))
    palette.putpalette([value for colour in all_colours() for value in colour])
    image.quantize(palette=palette, dither=Image.Dither.NONE).save(out, "PNG")
    return out.getvalue()


def _draw_map(image: Image.Image, quiz_map: EmptyMap, dots: Iterable[Dot]) -> None:
    map_part = quiz_map.image()
    draw_dots(map_part, dots)
    image.paste(map_part, _MAP_AREA[:2])
    pen = ImageDraw.Draw(image)
    pen.rectangle(_FRAME, outline=FRAME)
    pen.rectangle(_MAP_AREA, outline=blend(PAPER, INK, HAIRLINE))


def _dots(places: Iterable[MapPlace], quiz_map: EmptyMap, radius: Callable[[int], float]) -> Iterator[Dot]:
    for place in places:
        if (pixel := quiz_map.pixel(place.lon, place.lat)) is not None:
            yield Dot(*pixel, radius(place.population))
