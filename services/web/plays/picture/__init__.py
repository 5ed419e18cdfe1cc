"""The picture of a play that a shared link shows: 1200 × 630 pixels, a page of an atlas with the player's own map.

    draw(quiz, places, score) -> the PNG's bytes

    page            title and figures on the left, the framed map on the right
    layers, stamps  the printed sheet, and the dots on it
    lettering       words, in the fonts that browsers load
    sheet, projection, graticule, dots
                    the browser's map (frontend/src/map) in Python; tests/contract/map_points.tsv holds them equal
    topology        the map files
    static_files    where maps and fonts lie
"""

import json
import logging
from collections.abc import Iterable

from plays.lookup import PlayedPlace
from plays.picture.sheet import Sheet, make_sheet
from plays.picture.static_files import static_path
from plays.picture.topology import read_map
from plays.scoring import Score
from quizzes.models import Quiz

log = logging.getLogger("toponaut.picture")


def draw(quiz: Quiz, places: Iterable[PlayedPlace], score: Score) -> bytes:
    """A PNG of `places` on the quiz's map, with what they come to."""
    from plays.picture.page import draw_page  # here: Pillow takes 8 MB, and most workers never draw

    return draw_page(quiz, places, score, _sheet(quiz.slug))


def _sheet(slug: str) -> Sheet | None:
    """The quiz's map; None, and a line in the log, where there is none to be drawn: the words are worth showing."""
    path = static_path(f"maps/{slug}.json")
    if path is None:
        log.error("there is no maps/%s.json among the static files, so pictures of this quiz have no map", slug)
        return None
    try:
        return make_sheet(read_map(json.loads(path.read_bytes())))
    except (KeyError, TypeError, ValueError) as problem:
        log.error("maps/%s.json cannot be drawn (%r), so pictures of this quiz have no map", slug, problem)
        return None
