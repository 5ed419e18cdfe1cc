"""The view of a map, and its conversion to pixels."""

import pytest

from plays.map_image.map_file import parse_map_file
from plays.map_image.projected_map import MARGIN, Box, project_map
from plays.map_image.tests.factories import real_map, square_topology


def test_the_view_is_centred_in_the_image() -> None:
    projected = project_map(parse_map_file(square_topology(focus=[[-5, -5], [5, 5]])))
    transform = projected.fit(400, 200)
    x, y = transform.to_pixels(projected.projection.project_place(0, 0) or (0, 0))
    assert (x, y) == pytest.approx((200, 100))
    _, top = transform.to_pixels(projected.projection.project_place(0, 5) or (0, 0))
    assert top == pytest.approx(200 * MARGIN / (1 + 2 * MARGIN), abs=0.2)


def test_a_far_islet_is_left_out_of_the_view() -> None:
    focus = project_map(parse_map_file(square_topology())).content_box
    assert focus.right < 0.1
    assert project_map(parse_map_file(square_topology(focus=[[-5, -5], [35, 5]]))).content_box.right > 0.6


def test_the_view_of_the_united_states_is_fixed() -> None:
    assert real_map("us").view_box == Box(0, 0, 975, 610)
    assert real_map("us").fit(975, 610) == (1, 0, 0)


def test_a_larger_image_shows_the_same_part() -> None:
    transform = real_map("fr").fit(800, 500)
    assert transform.enlarged(4).visible_box(3200, 2000) == pytest.approx(transform.visible_box(800, 500))
    assert transform.flat_line([(0, 0), (1, 1)]) == pytest.approx(
        [*transform.to_pixels((0, 0)), *transform.to_pixels((1, 1))]
    )
