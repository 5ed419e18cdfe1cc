"""Reads a source map (version 3): which line of our sources a position in a built script comes from.

Pure functions. A position is looked up in one pass over the map's text. The decoded map is never held in memory.
The format: https://tc39.es/ecma426/
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_BASE64_VALUES = {
    digit: value for value, digit in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
}
_CONTINUATION_BIT, _BITS_PER_DIGIT = 32, 5


@dataclass(frozen=True, slots=True)
class SourcePosition:
    """A place in our sources; line and column count from 1, as browsers do."""

    source: str
    line: int
    column: int


def source_position(source_map: dict[str, Any], line: int, column: int) -> SourcePosition | None:
    """Where this line and column (from 1) come from; None for the bundler's own code. Raises on a broken map."""
    found: tuple[int, int, int] | None = None
    for built_line, built_column, position in _segments(source_map["mappings"]):
        if built_line > line - 1 or (built_line == line - 1 and built_column > column - 1):
            break
        found = position if built_line == line - 1 else None
    if found is None:
        return None
    source, source_line, source_column = found
    return SourcePosition(source_map["sources"][source], source_line + 1, source_column + 1)


def _segments(mappings: str) -> Iterator[tuple[int, int, tuple[int, int, int] | None]]:
    """Each segment: built line and column, and the source's index, line and column, all counted from 0."""
    source = line = column = 0
    for built_line, group in enumerate(mappings.split(";")):
        built_column = 0
        for segment in filter(None, group.split(",")):
            fields = _decode_vlq(segment)
            built_column += fields[0]
            if len(fields) < 4:
                yield built_line, built_column, None
                continue
            source, line, column = source + fields[1], line + fields[2], column + fields[3]
            yield built_line, built_column, (source, line, column)


def _decode_vlq(segment: str) -> list[int]:
    """Base 64 VLQ: five bits a digit, the lowest first; the lowest bit of the whole number is its sign."""
    numbers, value, shift = [], 0, 0
    for digit in segment:
        bits = _BASE64_VALUES[digit]
        value |= (bits & (_CONTINUATION_BIT - 1)) << shift
        shift += _BITS_PER_DIGIT
        if not bits & _CONTINUATION_BIT:
            numbers.append(-(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    return numbers
