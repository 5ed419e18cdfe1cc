"""The map image of a play, which a shared link shows: 1200 × 630 pixels, like a page of an atlas.

draw_map_image(quiz, places, score=…, quiz_total=…) -> the bytes of a PNG

composition     puts the image together: the text column on the left, the framed map on the right
text_column     brand, title and score, with line_breaks and fonts
empty_map       the map without dots, from the cache if it is there
base_map        draws it: graticule, neighbours, land and borders
dot_bitmaps     the dots of the places; dot_size says how large
projected_map, projections, albers_usa, graticule
                the browser's map (frontend/src/map) in Python; tests/contract/map_points.tsv keeps both the same
map_file        reads a quiz's map file
palette         colours
static_files    finds maps and fonts on the disk
views           serves the image over HTTP and caches it
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from plays.scoring import Score
from quizzes.models import Quiz

if TYPE_CHECKING:
    from plays.map_image.composition import MapPlace


def draw_map_image(quiz: Quiz, places: "Iterable[MapPlace]", *, score: Score, quiz_total: Score) -> bytes:
    """A PNG with the quiz's map, a dot for each of `places`, and their `score` of the `quiz_total`.

    The places may be in any order. They are read one by one and not stored, so an iterator of several hundred thousand
    takes little memory.

    It does not fail if a file is missing, because a shared link without an image would look broken. Without the map,
    the image has only the text. Without the fonts, it uses Pillow's font. A report says what is missing.
    """
    from plays.map_image.composition import compose  # not at the top: Pillow takes 7 MB, and most workers never draw

    return compose(quiz, places, score=score, quiz_total=quiz_total)
