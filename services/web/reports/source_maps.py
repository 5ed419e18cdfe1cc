"""Reading a source map (version 3): which line of our sources a position in a built script comes from.

Pure, and small on purpose: one position at a time, found in one pass over the map's text, without holding it decoded.
https://tc39.es/ecma426/
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_DIGITS = {
    digit: value for value, digit in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
}
_MORE, _BITS = 32, 5


@dataclass(frozen=True, slots=True)
class Original:
    """A place in our sources; line and column count from 1, as browsers do."""

    source: str
    line: int
    column: int


def original(source_map: dict[str, Any], line: int, column: int) -> Original | None:
    """Where this line and column (from 1) come from; None for what the bundler has added. Raises on a broken map."""
    found: tuple[int, int, int] | None = None
    for number, segment, position in _segments(source_map["mappings"]):
        if number > line - 1 or (number == line - 1 and segment > column - 1):
            break
        found = position if number == line - 1 else None
    if found is None:
        return None
    source, original_line, original_column = found
    return Original(source_map["sources"][source], original_line + 1, original_column + 1)


def _segments(mappings: str) -> Iterator[tuple[int, int, tuple[int, int, int] | None]]:
    """Each segment: built line and column, and the source's number, line and column, all from 0."""
    source = line = column = 0
    for number, group in enumerate(mappings.split(";")):
        built = 0
        for segment in filter(None, group.split(",")):
            fields = _numbers(segment)
            built += fields[0]
            if len(fields) < 4:
                yield number, built, None
                continue
            source, line, column = source + fields[1], line + fields[2], column + fields[3]
            yield number, built, (source, line, column)


def _numbers(segment: str) -> list[int]:
    """Base 64 VLQ: five bits a letter, the lowest first; of the whole number the lowest bit is the sign."""
    numbers, value, shift = [], 0, 0
    for letter in segment:
        digit = _DIGITS[letter]
        value |= (digit & (_MORE - 1)) << shift
        shift += _BITS
        if not digit & _MORE:
            numbers.append(-(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    return numbers
