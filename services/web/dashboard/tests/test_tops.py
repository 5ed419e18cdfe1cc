"""What was asked for most, over hours and months."""

from pathlib import Path

from dashboard import tops
from dashboard.spans import last
from dashboard.tests.files import NOW


def write(folder: Path, month: str, *rows: str) -> None:
    (folder / f"tops-{month}.csv").write_text("\n".join(["hour,kind,name,requests", *rows]) + "\n")


def test_hours_are_added_up_by_kind(tmp_path: Path) -> None:
    rows = ["05:00:00Z,page,/,5", '06:00:00Z,page,"/a,b",7', "06:00:00Z,page,/,4", "06:00:00Z,quiz,us,3"]
    before = "02:00:00Z,page,/,100"
    write(tmp_path, "2026-11", *(f"2026-11-24T{row}" for row in [before, *rows]))
    found = tops.tops(str(tmp_path), last(1, NOW))
    assert found == {"page": [("/", 9), ("/a,b", 7)], "quiz": [("us", 3)], "referrer": []}


def test_whole_months_count_with_parts_of_others(tmp_path: Path) -> None:
    for month in ("2025-11", "2026-06", "2026-11"):
        write(tmp_path, month, f"{month}-24T05:00:00Z,page,/,1", f"{month}-25T01:00:00Z,page,/,10")
    # 366 days before: of November 2025 only what came after the 24th, 03:00.
    for _ in range(2):
        assert tops.tops(str(tmp_path), last(366, NOW))["page"] == [("/", 33)]
    write(tmp_path, "2026-06", "2026-06-24T05:00:00Z,page,/,1000")
    assert tops.tops(str(tmp_path), last(366, NOW))["page"] == [("/", 1022)]


def test_nothing_is_nothing(tmp_path: Path) -> None:
    assert tops.tops(str(tmp_path), last(1, NOW)) == {"page": [], "quiz": [], "referrer": []}
    assert tops.tops("", last(1, NOW))["page"] == []
