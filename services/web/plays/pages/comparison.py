"""Two plays of one quiz side by side: the places that only one play has, and the places that both have."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from plays.ids import ID_LENGTH
from plays.models import Play
from plays.pages.place_entries import PlaceEntry, place_entries
from plays.pages.play_result import score_of_entries
from plays.scoring import Score
from quizzes.models import Quiz

_LINK = re.compile(r"/plays/([0-9A-Za-z]+)")
_ID = re.compile(rf"[0-9A-Za-z]{{{ID_LENGTH}}}")


class PlaceGroup(NamedTuple):
    """Places with their score."""

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


def compare(first: Play, second: Play, quiz: Quiz) -> Comparison:
    """Compares two plays of `quiz` under the current data."""
    all_entries = [place_entries(play.ids, quiz) for play in (first, second)]
    of_first, of_second = ([entry for entry in entries if entry.status == "counted"] for entries in all_entries)
    first_ids, second_ids = ({entry.id for entry in entries} for entries in (of_first, of_second))
    uncounted_ids = {entry.id for entries in all_entries for entry in entries if entry.status != "counted"}
    return Comparison(
        first=score_of_entries(of_first),
        second=score_of_entries(of_second),
        only_first=_group(of_first, lambda entry: entry.id not in second_ids),
        both=_group(of_first, lambda entry: entry.id in second_ids),
        only_second=_group(of_second, lambda entry: entry.id not in first_ids),
        left_out=len(uncounted_ids),
    )


def parse_play_id(pasted: str) -> str | None:
    """The play's id in a pasted text: a link with any host, or an id; spaces and line breaks are ignored."""
    text = "".join(pasted.split())
    if link := _LINK.search(text):
        return link[1]
    return text if _ID.fullmatch(text) else None


def _group(entries: Sequence[PlaceEntry], belongs: Callable[[PlaceEntry], bool]) -> PlaceGroup:
    members = [entry for entry in entries if belongs(entry)]
    return PlaceGroup(members, score_of_entries(members))
