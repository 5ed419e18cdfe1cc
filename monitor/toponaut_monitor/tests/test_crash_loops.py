"""Crashes of a container are told apart from planned starts, and three within half an hour are a problem."""

from pathlib import Path

import pytest

from toponaut_monitor.crash_loops import crash_loop_problems, read_uptime

NOW = 100_000
MINUTE = 60


def problem_texts(folder: Path, *records: str) -> list[str]:
    """Records of web, as "start 1a2b 25": the event, the container, and how many minutes ago."""
    lines = [
        f"{event} {container} {NOW - float(ago) * MINUTE:.0f}\n" for event, container, ago in map(str.split, records)
    ]
    (folder / "web").write_text("".join(lines))
    return [problem.text for problem in crash_loop_problems(folder, NOW)]


def test_three_crashes_in_half_an_hour_are_a_problem(tmp_path: Path) -> None:
    records = ["start a 900", "start a 20", "start a 10"]
    assert problem_texts(tmp_path, *records) == []
    assert problem_texts(tmp_path, *records, "start a 1") == ["the container web crashed 3 times in 30 min"]


def test_crashes_of_more_than_half_an_hour_ago_do_not_count(tmp_path: Path) -> None:
    assert problem_texts(tmp_path, "start a 900", "start a 31", "start a 20", "start a 10") == []


def test_deploys_and_rollbacks_are_planned(tmp_path: Path) -> None:
    """Each creates a container, and the old one is asked to stop."""
    assert problem_texts(tmp_path, *(f"start {n} {29 - n}" for n in range(9)), *(f"stop {n} 1" for n in range(9))) == []


def test_ordered_restarts_are_planned(tmp_path: Path) -> None:
    assert (
        problem_texts(tmp_path, "start a 900", *(f"{event} a {9 - n}" for n in range(9) for event in ("stop", "start")))
        == []
    )


def test_new_container_that_crashes_is_a_problem(tmp_path: Path) -> None:
    records = ["start a 900", "start b 5", "stop a 5", "start b 4", "start b 3", "start b 2", "start b 1"]
    assert problem_texts(tmp_path, *records) == ["the container web crashed 4 times in 30 min"]


def test_crashes_after_an_ordered_restart_count(tmp_path: Path) -> None:
    records = ["start a 900", "stop a 9", "start a 9", "start a 8", "start a 7", "start a 6"]
    assert problem_texts(tmp_path, *records) == ["the container web crashed 3 times in 30 min"]


@pytest.mark.parametrize(
    "content", [b"\xff\n", b"1764028800\n" * 5, b"start a\n" * 5, b"start a -1\n" * 5, "start a ٣\n".encode() * 5]
)
def test_invalid_lines_are_skipped(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "web").write_bytes(content)
    assert crash_loop_problems(tmp_path, NOW) == []


def test_missing_folder_is_not_a_problem(tmp_path: Path) -> None:
    assert crash_loop_problems(tmp_path / "missing", NOW) == []


def test_uptime_is_read(tmp_path: Path) -> None:
    (tmp_path / "uptime").write_text("350735.47 234388.90\n")
    assert read_uptime(tmp_path / "uptime") == 350735.47
    assert read_uptime() > 0
