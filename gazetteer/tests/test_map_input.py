"""The input of the map build."""

import json
from pathlib import Path
from typing import Any

from gazetteer.map_input import write_map_input
from places.data_file import AreaRow, Gazetteer, PlaceRow


def place_rows(first: int, country: str, region: str, continents: str, number: int = 20) -> list[PlaceRow]:
    return [
        PlaceRow(first + n, f"Town {n}", "", country, region, 50.5, 10.25, 100, continents, False, 0, [])
        for n in range(number)
    ]


def written_content(folder: Path) -> dict[str, Any]:
    section = PlaceRow(7, "Quarter", "", "RU", "RU.48", 55.5, 37.5, 10, "EU", True, 500, [])
    codes = ("FR", "FR.11", "RU", "RU.48", "RU.53")
    content = Gazetteer(
        meta={},
        areas=[AreaRow(code, f"Area {code}", "", "") for code in codes],
        area_names=[],
        places=[
            *place_rows(100, "FR", "FR.11", "EU", number=1_000),
            *place_rows(5_000, "RU", "RU.48", "EU"),
            *place_rows(6_000, "RU", "RU.53", "AS"),
            section,
        ],
    )
    write_map_input(folder / "new" / "areas.json", content)
    result: dict[str, Any] = json.loads((folder / "new" / "areas.json").read_text("utf-8"))
    return result


def test_every_quiz_lists_the_areas_that_it_covers(tmp_path: Path) -> None:
    quizzes = {quiz["slug"]: quiz for quiz in written_content(tmp_path)["quizzes"]}
    assert quizzes == {
        "world": {"slug": "world", "kind": "world", "countries": ["FR", "RU"], "regions": []},
        "europe": {"slug": "europe", "kind": "continent", "countries": ["FR"], "regions": ["RU.48"]},
        "asia": {"slug": "asia", "kind": "continent", "countries": [], "regions": ["RU.53"]},
        "fr": {"slug": "fr", "kind": "country", "countries": ["FR"], "regions": []},
        "ru": {"slug": "ru", "kind": "country", "countries": ["RU"], "regions": []},
        "fr-area-fr-11": {"slug": "fr-area-fr-11", "kind": "region", "countries": ["FR"], "regions": ["FR.11"]},
    }


def test_every_place_is_a_point_including_sections(tmp_path: Path) -> None:
    points = written_content(tmp_path)["places"]
    assert len(points) == 1_041
    assert points[0] == [100, "FR", "FR.11", 50.5, 10.25, 100, False]
    assert points[-1] == [7, "RU", "RU.48", 55.5, 37.5, 10, True]
