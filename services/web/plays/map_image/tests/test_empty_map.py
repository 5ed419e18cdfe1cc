"""The map without dots is drawn once for each quiz and release, and its place marks are where the browser's are."""

import pytest
from pytest_django import Settings

from plays.map_image import empty_map as module
from plays.map_image.base_map import draw_base_map
from plays.map_image.empty_map import empty_map
from plays.map_image.projected_map import ProjectedMap
from plays.map_image.tests.factories import real_map

SIZE = (160, 90)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[ProjectedMap]:
    """The maps that were drawn."""
    maps: list[ProjectedMap] = []

    def draw(projected: ProjectedMap, size: tuple[int, int]) -> object:
        maps.append(projected)
        return draw_base_map(projected, size)

    monkeypatch.setattr(module, "draw_base_map", draw)
    return maps


@pytest.mark.parametrize("slug", ["world", "fr", "us"])
def test_a_cached_map_is_the_one_that_was_drawn(slug: str, drawn: list[ProjectedMap]) -> None:
    first, again = empty_map(slug, SIZE), empty_map(slug, SIZE)
    assert first is not None
    assert again is not None
    assert len(drawn) == 1
    assert again.image().tobytes() == draw_base_map(real_map(slug), SIZE).tobytes()
    point = real_map(slug).projection.project_place(-90, 40)
    assert point is not None
    assert again.pixel(-90, 40) == real_map(slug).fit(*SIZE).to_pixels(point)


def test_a_place_outside_the_projection_has_no_pixel() -> None:
    found = empty_map("us", SIZE)
    assert found is not None
    assert found.pixel(144.75, 13.47) is None  # Guam


def test_each_quiz_and_each_release_has_its_own_map(drawn: list[ProjectedMap], settings: Settings) -> None:
    empty_map("fr", SIZE)
    empty_map("vc", SIZE)
    assert len(drawn) == 2
    settings.BUILD_ID = "9.9.9"
    empty_map("fr", SIZE)
    assert len(drawn) == 3
