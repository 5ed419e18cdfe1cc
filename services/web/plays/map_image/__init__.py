"""The picture of a play that a shared link shows: 1200 × 630 pixels, a page of an atlas with the player's own map.

draw(quiz, places, score=…, whole=…) -> the PNG's bytes

page            title and figures on the left, the framed map on the right
layers, stamps  the printed sheet, and the dots on it
lettering       words, in the fonts that browsers load
sheet, projection, graticule, dots
                the browser's map (frontend/src/map) in Python; tests/contract/map_points.tsv holds them equal
topology        the map files
static_files    where maps and fonts lie
views           the picture over HTTP, and how it is kept
"""

import json
from collections.abc import Iterable

from plays.map_image.projected_map import Sheet, make_sheet
from plays.map_image.static_files import static_path
from plays.map_image.topojson import read_map
from plays.played_places import PlayedPlace
from plays.scoring import Score
from quizzes.models import Quiz
from reports.impossible_states import report_impossible_state


def draw(quiz: Quiz, places: Iterable[PlayedPlace], *, score: Score, whole: Score) -> bytes:
    """A PNG of `places`, in any order, on the quiz's map, with what they come to and the quiz's own totals.

    Places are looked at one by one and not held, so that a few hundred thousand may come out of an iterator.

    Never fails for want of a file: without its map it is words alone, without the fonts it has Pillow's letters, and
    a report says what is missing. A link that shows no picture at all would look broken to whoever shared it.
    """
    from plays.map_image.composition import draw_page  # here: Pillow takes 7 MB, and most workers never draw

    return draw_page(quiz, places, _sheet(quiz.slug), score=score, whole=whole)


def _sheet(slug: str) -> Sheet | None:
    """The quiz's map; None, and a report, where there is none to be drawn."""
    path = static_path(f"maps/{slug}.json")
    if path is None:
        report_impossible_state("a quiz has no map among the static files, so its pictures have none", quiz=slug)
        return None
    try:
        return make_sheet(read_map(json.loads(path.read_bytes())))
    except (LookupError, TypeError, ValueError):
        report_impossible_state("a quiz's map cannot be drawn, so its pictures have none", quiz=slug)
        return None
