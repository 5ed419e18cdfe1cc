"""Breaks a title into lines. No input or output."""

import re
from collections.abc import Callable


def break_lines(text: str, max_width: float, measure: Callable[[str], float]) -> list[str]:
    """The text in lines of at most `max_width`, broken after spaces and hyphens. A wider word has a line of its own."""
    lines = [""]
    for part in re.findall(r"[^\s-]*[\s-]|[^\s-]+", text):
        if lines[-1] and measure((lines[-1] + part).rstrip()) > max_width:
            lines.append("")
        lines[-1] += part
    return [line.rstrip() for line in lines]
