"""The picture has places where the browser's map has them: the table is d3-geo's."""

import csv

import pytest
from django.conf import settings

from plays.map_image.tests.factories import sheet

CASES = settings.REPO_DIR / "tests" / "contract" / "map_points.tsv"
CLOSE = 0.00001  # of the view: the table has five decimals


def cases() -> list[dict[str, str]]:
    return list(csv.DictReader(CASES.read_text("utf-8").splitlines(), delimiter="\t"))


def test_every_projection_has_cases_on_both_sides_of_its_cuts() -> None:
    assert {sheet(case["quiz"]).projection.__class__.__name__ for case in cases()} == {
        "Azimuthal", "EqualEarth", "AlbersUsa",
    }  # fmt: skip
    assert len(cases()) >= 30


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['quiz']}:{case['place']}")
def test_a_place_lies_where_the_browser_has_it(case: dict[str, str]) -> None:
    shown = sheet(case["quiz"])
    point = shown.projection.place(float(case["lon"]), float(case["lat"]))
    if not case["x"]:
        assert point is None
        return
    assert point is not None
    left, top, right, bottom = shown.view
    assert (point[0] - left) / (right - left) == pytest.approx(float(case["x"]), abs=CLOSE)
    assert (point[1] - top) / (bottom - top) == pytest.approx(float(case["y"]), abs=CLOSE)
