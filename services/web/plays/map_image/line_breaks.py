"""How a title breaks into lines. Pure."""

import re
from collections.abc import Callable


def broken(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """The text in lines no wider than `width`, broken after spaces and hyphens; a longer word has its line alone."""
    lines = [""]
    for part in re.findall(r"[^\s-]*[\s-]|[^\s-]+", text):
        if lines[-1] and measure((lines[-1] + part).rstrip()) > width:
            lines.append("")
        lines[-1] += part
    return [line.rstrip() for line in lines]
