"""The list of a play's places as HTML, grouped under headings as in the index of an atlas.

The HTML is joined here and not in a template: a template takes 1.4 s for 20,000 lines.
"""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import groupby, starmap
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from plays.pages.formatting import population_text
from plays.pages.place_entries import PlaceEntry, area_names
from plays.pages.place_order import Order, area_heading, name_sort_key
from plays.pages.score_tables import bracket_labels
from quizzes.catalogue import BRACKETS, bracket_of
from quizzes.models import Quiz

PLACES_PER_PAGE = 500  # 50 KB of HTML, rendered in 8 ms
# A browser lays out only the visible blocks, and sets each in columns.
LINES_PER_BLOCK = 240

_STATUS_NOTES = {"left": "left the data: still in this play", "elsewhere": "no longer in this quiz"}


class ListLine(NamedTuple):
    """A place, and the heading of its group."""

    heading: str
    entry: PlaceEntry


def list_lines(entries: Sequence[PlaceEntry], order: Order, quiz: Quiz | None) -> list[ListLine]:
    """The places, which are in this order, with their headings. Lines with the same heading are adjacent."""
    heading = _heading(order, quiz)
    return [ListLine(heading(entry), entry) for entry in entries]


def _heading(order: Order, quiz: Quiz | None) -> Callable[[PlaceEntry], str]:
    if order == "name":
        return lambda entry: _initial(name_sort_key(entry))
    if order == "size":
        labels = bracket_labels(quiz) if quiz else [""] * len(BRACKETS)
        return lambda entry: labels[bracket_of(entry.population)]
    if order == "area":
        names = area_names(quiz)
        return lambda entry: area_heading(entry, names)
    return lambda entry: ""


def render_lines(lines: Sequence[ListLine], first_number: int | None = None) -> SafeString:
    """The lines as HTML, in blocks. They are numbered if `first_number` is given."""
    blocks, heading = [], ""
    for start in range(0, len(lines), LINES_PER_BLOCK):
        block = lines[start : start + LINES_PER_BLOCK]
        groups = groupby(block, key=lambda line: line.heading)
        number = None if first_number is None else first_number + start
        parts = [_render_group("" if title == heading else title, group, number) for title, group in groups]
        heading = block[-1].heading
        blocks.append(f'<div class="block">{"".join(parts)}</div>')
    return mark_safe("".join(blocks))  # noqa: S308 - every text in it went through `escape`


def _render_group(heading: str, lines: Iterable[ListLine], first_number: int | None) -> str:
    title = f"<h3>{escape(heading)}</h3>" if heading else ""
    rows = (
        map(_render_line, lines) if first_number is None else starmap(_render_numbered, enumerate(lines, first_number))
    )
    return f"{title}<ul>{''.join(rows)}</ul>"


def _render_numbered(number: int, line: ListLine) -> str:
    return _render_line(line, f"<small>{number:,}</small> ")


def _render_line(line: ListLine, number: str = "") -> str:
    heading, (_, name, location, _, population, status) = line
    if heading and location.endswith(heading):  # the heading "Ukraine" need not be repeated in each line
        location = location.removesuffix(heading).removesuffix(", ")
    note = f" <em>{_STATUS_NOTES[status]}</em>" if status != "counted" else ""
    text = f"<b>{escape(name)}</b> <i>{escape(location)}</i>{note}"
    return f"<li>{number}<div>{text}</div> <span>{population_text(population)}</span></li>"


def _initial(sort_key: str) -> str:
    """The first letter of a sort key, as a heading. All digits share one."""
    if sort_key[:1].isdigit():
        return "0–9"
    return sort_key[:1].upper() or "…"
