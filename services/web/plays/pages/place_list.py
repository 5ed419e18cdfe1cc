"""The list of all places, set like the index of an atlas.

Its lines are put together here and not in a template: 20,000 take a template 1.4 s.
"""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby, starmap
from typing import Literal, NamedTuple, get_args

from django.utils.safestring import SafeString, mark_safe

from places.names import tokens
from plays.pages.formatting import people
from plays.pages.place_entries import Entry, area_names
from plays.pages.score_tables import size_labels
from quizzes.catalogue import BRACKETS, bracket_of
from quizzes.models import Quiz

Order = Literal["name", "size", "area", "named"]
ORDERS: tuple[Order, ...] = get_args(Order)

PAGE = 25_000  # places: 2 MB, which a phone still lays out
# Lines to a block. A browser lays out only the blocks in sight, each by itself in columns.
BLOCK = 240

OTHERS = "Other places"  # of no region, or no longer of the quiz
_NOTES = {"left": "left the data: still in this play", "elsewhere": "no longer in this quiz"}


class Line(NamedTuple):
    """A place with the heading that it stands below."""

    heading: str
    entry: Entry


def lines_of(entries: Sequence[Entry], order: Order, quiz: Quiz | None) -> list[Line]:
    """The places in this order; those under one heading stand together."""
    if order == "name":
        keyed = sorted((" ".join(tokens(entry.name)), entry) for entry in entries)
        return [Line(_letter(key), entry) for key, entry in keyed]
    if order == "named":
        return [Line("", entry) for entry in entries]
    by_people = sorted(entries, key=lambda entry: (-entry.population, entry.name))
    if order == "size":
        labels = size_labels(quiz) if quiz else [""] * len(BRACKETS)
        return [Line(labels[bracket_of(entry.population)], entry) for entry in by_people]
    names = area_names(quiz)
    lines = [Line(names.get(entry.area, OTHERS), entry) for entry in by_people]
    return sorted(lines, key=lambda line: (line.heading == OTHERS, tokens(line.heading)))


def html_of(lines: Sequence[Line], first: int | None = None) -> SafeString:
    """The lines in blocks, as HTML. `first`: the number of the first line, where they are numbered."""
    blocks, heading = [], ""
    for start in range(0, len(lines), BLOCK):
        block = lines[start : start + BLOCK]
        groups = groupby(block, key=lambda line: line.heading)
        number = None if first is None else first + start
        parts = [_group("" if title == heading else title, group, number) for title, group in groups]
        heading = block[-1].heading
        blocks.append(f'<div class="block">{"".join(parts)}</div>')
    return mark_safe("".join(blocks))  # noqa: S308 - every text in it went through `escape`


def _group(heading: str, lines: Iterable[Line], first: int | None) -> str:
    title = f"<h3>{escape(heading)}</h3>" if heading else ""
    rows = "".join(map(_row, lines) if first is None else starmap(_numbered, enumerate(lines, first)))
    return f"{title}<ul>{rows}</ul>"


def _numbered(number: int, line: Line) -> str:
    return _row(line, f"<small>{number:,}</small> ")


def _row(line: Line, number: str = "") -> str:
    heading, (_, name, where, _, population, status) = line
    if heading and where.endswith(heading):  # below "Ukraine" nobody has to read it again
        where = where.removesuffix(heading).removesuffix(", ")
    note = f" <em>{_NOTES[status]}</em>" if status != "counted" else ""
    what = f"<b>{escape(name)}</b> <i>{escape(where)}</i>{note}"
    return f"<li>{number}<div>{what}</div> <span>{people(population)}</span></li>"


def _letter(key: str) -> str:
    """The heading of a name with this key: its letter, all digits as one."""
    if key[:1].isdigit():
        return "0–9"
    return key[:1].upper() or "…"
