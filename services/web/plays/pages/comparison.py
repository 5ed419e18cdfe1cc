"""Two plays of one quiz side by side: what only one of them named, and what both did."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from plays.ids import ID_LENGTH
from plays.models import Play
from plays.pages.place_entries import Entry, entries_of
from plays.pages.play_result import score_of
from plays.scoring import Score
from quizzes.models import Quiz

_LINK = re.compile(r"/plays/([0-9A-Za-z]+)")
_ID = re.compile(rf"[0-9A-Za-z]{{{ID_LENGTH}}}")


class Share(NamedTuple):
    """The places that one or both have named."""

    entries: list[Entry]
    score: Score


class Comparison(NamedTuple):
    """Both judged by the data that is loaded now: places that do not count in it are left out."""

    first: Score
    second: Score
    only_first: Share
    both: Share
    only_second: Share
    left_out: int


def compare(first: Play, second: Play, quiz: Quiz) -> Comparison:
    """What two plays of `quiz` have named, under the data that is loaded now."""
    everything = [entries_of(play.ids, quiz) for play in (first, second)]
    one, other = ([entry for entry in entries if entry.status == "counted"] for entries in everything)
    ids_of_one, ids_of_other = ({entry.id for entry in entries} for entries in (one, other))
    gone = {entry.id for entries in everything for entry in entries if entry.status != "counted"}
    return Comparison(
        first=score_of(one),
        second=score_of(other),
        only_first=_share(one, lambda entry: entry.id not in ids_of_other),
        both=_share(one, lambda entry: entry.id in ids_of_other),
        only_second=_share(other, lambda entry: entry.id not in ids_of_one),
        left_out=len(gone),
    )


def pasted_id(text: str) -> str | None:
    """The id of a play in what somebody pasted: a link of any host, an id, with or without spaces and line breaks."""
    text = "".join(text.split())
    if link := _LINK.search(text):
        return link[1]
    return text if _ID.fullmatch(text) else None


def _share(entries: Sequence[Entry], belongs: Callable[[Entry], bool]) -> Share:
    chosen = [entry for entry in entries if belongs(entry)]
    return Share(chosen, score_of(chosen))
