"""The radius of a dot depends on the population and on the quiz."""

from plays.map_image.dot_size import dot_radius_scale
from quizzes.models import Quiz


def make_quiz(kind: str, *brackets: tuple[int, int]) -> Quiz:
    return Quiz(kind=kind, brackets=[{"min": minimum, "places": places} for minimum, places in brackets])


def test_the_area_of_a_dot_is_proportional_to_population() -> None:
    radius = dot_radius_scale(make_quiz("country", (1_000_000, 9), (100_000, 200)))
    assert (radius(1_000_000), radius(4_000_000)) == (5.5, 11)
    assert dot_radius_scale(make_quiz("country", (1_000_000, 9)), 2)(1_000_000) == 11


def test_the_largest_bracket_with_enough_places_sets_the_scale() -> None:
    radius = dot_radius_scale(make_quiz("region", (1_000_000, 1), (100_000, 3)))
    assert radius(100_000) == 5.5
    assert dot_radius_scale(make_quiz("world", (1_000_000, 400)))(1_000_000) == 3.25


def test_the_smallest_dots_stay_visible() -> None:
    assert dot_radius_scale(make_quiz("country", (1_000_000, 9)))(0) == 2
    assert dot_radius_scale(make_quiz("country", (0, 20)))(1_000) == 5.5
