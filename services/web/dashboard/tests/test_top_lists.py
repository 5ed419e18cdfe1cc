"""Top lists add up the requests of hours and months."""

from pathlib import Path

from dashboard.tests.monitor_files import NOW
from dashboard.time_spans import last_days
from dashboard.top_lists import top_lists


def write_tops(folder: Path, month: str, *rows: str) -> None:
    (folder / f"tops-{month}.csv").write_text("\n".join(["hour,kind,name,requests", *rows]) + "\n")


def test_hours_are_added_up_by_kind(tmp_path: Path) -> None:
    rows = ["05:00:00Z,page,/,5", '06:00:00Z,page,"/a,b",7', "06:00:00Z,page,/,4", "06:00:00Z,quiz,us,3"]
    before = "02:00:00Z,page,/,100"
    write_tops(tmp_path, "2026-11", *(f"2026-11-24T{row}" for row in [before, *rows]))
    found = top_lists(str(tmp_path), last_days(1, NOW))
    assert found == {"page": [("/", 9), ("/a,b", 7)], "quiz": [("us", 3)], "referrer": []}


def test_complete_and_partial_months_are_added_up(tmp_path: Path) -> None:
    for month in ("2025-11", "2026-06", "2026-11"):
        write_tops(tmp_path, month, f"{month}-24T05:00:00Z,page,/,1", f"{month}-25T01:00:00Z,page,/,10")
    # The span begins 366 days earlier, so it has only the rows of November 2025 after the 24th, 03:00.
    for _ in range(2):
        assert top_lists(str(tmp_path), last_days(366, NOW))["page"] == [("/", 33)]
    write_tops(tmp_path, "2026-06", "2026-06-24T05:00:00Z,page,/,1000")
    assert top_lists(str(tmp_path), last_days(366, NOW))["page"] == [("/", 1022)]


def test_without_files_the_lists_are_empty(tmp_path: Path) -> None:
    assert top_lists(str(tmp_path), last_days(1, NOW)) == {"page": [], "quiz": [], "referrer": []}
    assert top_lists("", last_days(1, NOW))["page"] == []
