"""The map image and the browser's map show a place at the same point. The table's points are computed by d3-geo."""

import csv

import pytest
from django.conf import settings

from plays.map_image.tests.factories import real_map

CASES = settings.REPO_DIR / "tests" / "contract" / "map_points.tsv"
TOLERANCE = 0.00001  # share of the view: the table has five decimals


def cases() -> list[dict[str, str]]:
    return list(csv.DictReader(CASES.read_text("utf-8").splitlines(), delimiter="\t"))


def test_every_projection_has_cases() -> None:
    assert {real_map(case["quiz"]).projection.__class__.__name__ for case in cases()} == {
        "Azimuthal", "EqualEarth", "AlbersUsa",
    }  # fmt: skip
    assert len(cases()) >= 30


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['quiz']}:{case['place']}")
def test_a_place_is_where_the_browser_has_it(case: dict[str, str]) -> None:
    projected = real_map(case["quiz"])
    point = projected.projection.project_place(float(case["lon"]), float(case["lat"]))
    if not case["x"]:
        assert point is None
        return
    assert point is not None
    left, top, right, bottom = projected.view_box
    assert (point[0] - left) / (right - left) == pytest.approx(float(case["x"]), abs=TOLERANCE)
    assert (point[1] - top) / (bottom - top) == pytest.approx(float(case["y"]), abs=TOLERANCE)
