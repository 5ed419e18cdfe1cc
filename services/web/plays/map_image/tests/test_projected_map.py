"""What the first view of a map holds, and how it is laid into a frame."""

import pytest

from plays.map_image.projected_map import MARGIN, Box, make_sheet
from plays.map_image.tests.factories import sheet, square
from plays.map_image.topojson import read_map


def test_the_view_lies_in_the_middle_of_its_frame() -> None:
    shown = make_sheet(read_map(square(focus=[[-5, -5], [5, 5]])))
    fit = shown.fit(400, 200)
    x, y = fit.point(shown.projection.place(0, 0) or (0, 0))
    assert (x, y) == pytest.approx((200, 100))
    _, top = fit.point(shown.projection.place(0, 5) or (0, 0))
    assert top == pytest.approx(200 * MARGIN / (1 + 2 * MARGIN), abs=0.2)


def test_an_islet_far_out_is_left_out_if_all_else_would_shrink() -> None:
    focus = make_sheet(read_map(square())).seen
    assert focus.right < 0.1
    assert make_sheet(read_map(square(focus=[[-5, -5], [35, 5]]))).seen.right > 0.6


def test_the_map_of_the_united_states_is_a_sheet_of_its_own() -> None:
    assert sheet("us").view == Box(0, 0, 975, 610)
    assert sheet("us").fit(975, 610) == (1, 0, 0)


def test_a_larger_picture_shows_the_same() -> None:
    fit = sheet("fr").fit(800, 500)
    assert fit.enlarged(4).shown(3200, 2000) == pytest.approx(fit.shown(800, 500))
    assert fit.flat([(0, 0), (1, 1)]) == pytest.approx([*fit.point((0, 0)), *fit.point((1, 1))])
