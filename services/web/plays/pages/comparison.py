"""Two plays of one quiz side by side: the places that only one play has, and the places that both have."""

import re
from collections.abc import Callable, Iterable
from itertools import islice
from typing import NamedTuple

from plays.ids import ID_LENGTH
from plays.pages.formatting import plural
from plays.pages.place_entries import PlaceEntry, place_entries
from plays.pages.play_index import PlayIndex
from plays.scoring import Score
from quizzes.models import Quiz

MAX_COMPARED_PLACES = 500  # listed in each of the three lists of a comparison: its map shows all

_LINK = re.compile(r"/plays/([0-9A-Za-z]+)")
_ID = re.compile(rf"[0-9A-Za-z]{{{ID_LENGTH}}}")


class PlaceGroup(NamedTuple):
    """The largest of some places, and the score of all of them."""

    entries: list[PlaceEntry]
    score: Score


class Comparison(NamedTuple):
    """Both plays are scored under the current data. Places that do not count under the current data are left out."""

    first: Score
    second: Score
    only_first: PlaceGroup
    both: PlaceGroup
    only_second: PlaceGroup
    left_out: int

    @property
    def summary(self) -> str:
        """The description that is shown beside a shared link."""
        both, first, second = (group.score.places for group in (self.both, self.only_first, self.only_second))
        return f"{plural(both, 'place', 'places')} named in both, {first:,} only in one, {second:,} only in the other."


def compare(first: PlayIndex, second: PlayIndex, quiz: Quiz) -> Comparison:
    """Compares two plays of `quiz` under the current data."""
    of_first, of_second = first.counted_by_size(), second.counted_by_size()
    common = of_first.keys() & of_second.keys()
    both = Score(len(common), sum(map(of_first.__getitem__, common)))
    return Comparison(
        first=first.score,
        second=second.score,
        only_first=PlaceGroup(_largest(of_first, quiz, lambda id_: id_ not in common), first.score.minus(both)),
        both=PlaceGroup(_largest(of_first, quiz, common.__contains__), both),
        only_second=PlaceGroup(_largest(of_second, quiz, lambda id_: id_ not in common), second.score.minus(both)),
        left_out=len(first.uncounted | second.uncounted),
    )


def parse_play_id(pasted: str) -> str | None:
    """The play's id in a pasted text: a link with any host, or an id; spaces and line breaks are ignored."""
    text = "".join(pasted.split())
    if link := _LINK.search(text):
        return link[1]
    return text if _ID.fullmatch(text) else None


def _largest(ids: Iterable[int], quiz: Quiz, is_listed: Callable[[int], bool]) -> list[PlaceEntry]:
    """The first of `ids`, which are in the order of size, for which `is_listed` holds."""
    return place_entries(list(islice(filter(is_listed, ids), MAX_COMPARED_PLACES)), quiz)
