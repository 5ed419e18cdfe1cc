"""How large a place's dot is: the browser's rule (frontend/src/map/dot-size.ts). Pure."""

from collections.abc import Callable
from math import floor, sqrt

from quizzes.models import Quiz

# Fewer places than this in a bracket are exceptions (Paris, Reykjavik), and would make specks of all the others.
_ENOUGH = 3
# Radius in pixels of a place that has just reached the quiz's largest bracket with enough places.
_LARGE = {"world": 3.25, "continent": 4.25, "country": 5.5, "region": 5.5}
_SMALLEST = 2.0  # pixels
# Radii are rounded to this step, so that a few dozen ready-made dots serve 20,000 places.
_STEP = 0.25


def dot_scale(quiz: Quiz, times: float = 1) -> Callable[[int], float]:
    """Radius in pixels by population, such that area is proportional to people; all `times` larger."""
    factor = _LARGE[quiz.kind] * times / sqrt(_largest_bracket(quiz))
    return lambda population: max(_SMALLEST * times, floor(factor * sqrt(population) / _STEP + 0.5) * _STEP)


def _largest_bracket(quiz: Quiz) -> int:
    enough = (bracket["min"] for bracket in quiz.brackets if bracket["places"] >= _ENOUGH and bracket["min"] > 0)
    return next(enough, 1_000)
