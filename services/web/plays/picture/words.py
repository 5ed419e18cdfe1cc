"""What the picture says, and how a title breaks into lines. Pure."""

import re
from collections.abc import Callable

_NARROW = "\N{NARROW NO-BREAK SPACE}"


def percent(part: int, whole: int) -> str:
    """A share in words: something named is never 0 %, and something missing never 100 %."""
    if part <= 0 or whole <= 0:
        return f"0{_NARROW}%"
    if part >= whole:
        return f"100{_NARROW}%"
    thousandths = part * 1000 // whole
    return f"{thousandths / 10:.1f}{_NARROW}%" if thousandths else f"<{_NARROW}0.1{_NARROW}%"


def broken(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """The text in lines no wider than `width`, broken after spaces and hyphens; a longer word has its line alone."""
    lines = [""]
    for part in re.findall(r"[^\s-]*[\s-]|[^\s-]+", text):
        if lines[-1] and measure((lines[-1] + part).rstrip()) > width:
            lines.append("")
        lines[-1] += part
    return [line.rstrip() for line in lines]
