"""The size of a place's dot, by the browser's rule (frontend/src/map/dot-size.ts). No input or output."""

from collections.abc import Callable
from math import floor, sqrt

from quizzes.models import Quiz

# A bracket with fewer places holds only exceptions (Paris, Reykjavik): scaled to them, all other dots would be specks.
_MIN_BRACKET_PLACES = 3
# The radius in pixels of a place whose population is the minimum of the quiz's largest bracket with enough places.
_REFERENCE_RADIUS_PX = {"world": 3.25, "continent": 4.25, "country": 5.5, "region": 5.5}
_MIN_RADIUS_PX = 2.0
# Radii are rounded to this step, so that a few dozen bitmaps serve 20,000 places.
_RADIUS_STEP_PX = 0.25


def dot_radius_scale(quiz: Quiz, factor: float = 1) -> Callable[[int], float]:
    """The function from population to radius in pixels, times `factor`. A dot's area is proportional to population."""
    scale = _REFERENCE_RADIUS_PX[quiz.kind] * factor / sqrt(_largest_bracket(quiz))
    return lambda population: max(
        _MIN_RADIUS_PX * factor, floor(scale * sqrt(population) / _RADIUS_STEP_PX + 0.5) * _RADIUS_STEP_PX
    )


def _largest_bracket(quiz: Quiz) -> int:
    enough = (b["min"] for b in quiz.brackets if b["places"] >= _MIN_BRACKET_PLACES and b["min"] > 0)
    return next(enough, 1_000)
