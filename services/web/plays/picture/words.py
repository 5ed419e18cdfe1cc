"""What the picture says, and how a title breaks into lines. Pure."""

import re
from collections.abc import Callable, Iterator

from plays.scoring import Score
from quizzes.models import Quiz

_SPACE = "\u00a0"  # the fonts have no narrower one


def figure(n: int) -> str:
    """717273 → "717,273"."""
    return f"{n:,}"


def share(score: Score, quiz: Quiz) -> float:
    """The part of the quiz's people that is named, 0 to 1."""
    return min(1, score.population / quiz.population) if quiz.population else 0


def percent(part: float) -> str:
    """Like the browser's (frontend/src/game/numbers.ts): never 0 % of something, nor 100 % of less than all."""
    if part <= 0:
        return f"0{_SPACE}%"
    if part < 0.001:
        return f"<{_SPACE}0.1{_SPACE}%"
    return f"{'100' if part >= 1 else format(int(part * 1000 + 1e-9) / 10, '.1f')}{_SPACE}%"


def broken(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """The text in lines no wider than `width`, broken after spaces and hyphens; a longer word has its line alone."""
    lines = [""]
    for part in _parts(text):
        if lines[-1] and measure((lines[-1] + part).rstrip()) > width:
            lines.append("")
        lines[-1] += part
    return [line.rstrip() for line in lines]


def _parts(text: str) -> Iterator[str]:
    return (match.group() for match in re.finditer(r"[^\s-]*[\s-]?", text) if match.group())
