"""Puts the map image together: the text column on the left, the framed map on the right."""

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import Protocol

from PIL import Image, ImageDraw

from plays.map_image.base_map import draw_base_map
from plays.map_image.dot_bitmaps import Dot, draw_dots
from plays.map_image.dot_size import dot_radius_scale
from plays.map_image.palette import FRAME, HAIRLINE, INK, PAPER, all_colours, blend
from plays.map_image.projected_map import PixelTransform, ProjectedMap
from plays.map_image.text_column import draw_text_column
from plays.scoring import Score
from quizzes.models import Quiz

SIZE = (1200, 630)  # pixels: sites that show Open Graph images do not crop this size
_FRAME = (364, 24, 1175, 605)  # the outer rule: left, top, right and bottom pixel
_GAP = 5  # pixels from the outer rule to the inner one
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


def compose(
    quiz: Quiz, places: Iterable[MapPlace], projected: ProjectedMap | None, *, score: Score, quiz_total: Score
) -> bytes:
    """The map image as a PNG. Without a map it has only the text."""
    image = Image.new("RGB", SIZE, PAPER)
    if projected:
        dot_factor = _LARGE_DOTS if score.places < _MAX_PLACES_FOR_LARGE_DOTS else _SMALL_DOTS
        _draw_map(image, places, projected, dot_radius_scale(quiz, dot_factor))
    draw_text_column(image, quiz, score, quiz_total)
    out = BytesIO()
    palette = Image.new("P", (1, 1))
    palette.putpalette([value for colour in all_colours() for value in colour])
    image.quantize(palette=palette, dither=Image.Dither.NONE).save(out, "PNG")
    return out.getvalue()


def _draw_map(
    image: Image.Image, places: Iterable[MapPlace], projected: ProjectedMap, radius: Callable[[int], float]
) -> None:
    left, top, right, bottom = (edge + by for edge, by in zip(_FRAME, (_GAP, _GAP, -_GAP, -_GAP), strict=True))
    size = (right - left + 1, bottom - top + 1)
    map_part = draw_base_map(projected, size)
    draw_dots(map_part, _dots(places, projected, projected.fit(*size), radius))
    image.paste(map_part, (left, top))
    pen = ImageDraw.Draw(image)
    pen.rectangle(_FRAME, outline=FRAME)
    pen.rectangle((left, top, right, bottom), outline=blend(PAPER, INK, HAIRLINE))


def _dots(
    places: Iterable[MapPlace],
    projected: ProjectedMap,
    transform: PixelTransform,
    radius: Callable[[int], float],
) -> Iterator[Dot]:
    for place in places:
        if (point := projected.projection.project_place(place.lon, place.lat)) is not None:
            yield Dot(*transform.to_pixels(point), radius(place.population))
