"""Problems that no probe can find: of backups, statistics, disk, memory, errors that should never happen."""

import json
import os
import shutil
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from toponaut_monitor import problems_without_probes
from toponaut_monitor.host_usage import HostUsage, read_host_usage
from toponaut_monitor.tests.conftest import FIRST_ROUND, MonitorUnderTest
from toponaut_monitor.timestamps import format_timestamp

HOUR = timedelta(hours=1)


def write_backup_status(monitor: MonitorUnderTest, **status: object) -> None:
    (monitor.folder / "backup" / "status.json").write_text(json.dumps(status))


def backup_problem_text(monitor: MonitorUnderTest, hours: float) -> str:
    problems = problems_without_probes.backup_problems(monitor.settings, FIRST_ROUND, FIRST_ROUND + hours * HOUR)
    return problems[0].text if problems else ""


def test_backup_older_than_26_hours_is_a_problem(monitor: MonitorUnderTest) -> None:
    write_backup_status(monitor, state="good", last_success={"at": format_timestamp(FIRST_ROUND)})
    assert [bool(backup_problem_text(monitor, hours)) for hours in (26, 26.1)] == [False, True]
    assert backup_problem_text(monitor, 27) == "no verified backup for 26 h: the last is from 2026-11-25T00:00:00Z"


def test_backup_from_the_future_is_a_problem(monitor: MonitorUnderTest) -> None:
    """Otherwise missing backups would be no problem until that time, after a clock was set back."""
    write_backup_status(monitor, state="good", last_success={"at": format_timestamp(FIRST_ROUND + 24 * HOUR)})
    assert "is from the future, 2026-11-26T00:00:00Z" in backup_problem_text(monitor, 0)
    assert [bool(backup_problem_text(monitor, hours)) for hours in (22.9, 23.1, 50)] == [True, False, False]


def test_no_backup_is_a_problem_26_hours_after_the_first_round(monitor: MonitorUnderTest) -> None:
    write_backup_status(monitor, state="failing", last_success=None)
    assert backup_problem_text(monitor, 26) == ""
    assert backup_problem_text(monitor, 27) == "no verified backup for 26 h: there is none"


def test_backup_that_shrank_is_a_problem_until_one_is_as_large_as_before(monitor: MonitorUnderTest) -> None:
    success = {
        "at": format_timestamp(FIRST_ROUND),
        "warnings": ["only 0 plays, 100 in production-20261124T031700Z-daily"],
    }
    write_backup_status(monitor, state="good", last_success=success)
    assert backup_problem_text(monitor, 1) == (
        "the last backup is much smaller than the one before: only 0 plays, 100 in production-20261124T031700Z-daily"
    )
    write_backup_status(monitor, state="good", last_success=success | {"warnings": []})
    assert backup_problem_text(monitor, 1) == ""


@pytest.mark.parametrize("text", [None, "", "{", "[]", '{"last_success": {"at": 7}}'])
def test_unreadable_status_file_counts_as_no_backup(monitor: MonitorUnderTest, text: str | None) -> None:
    file = monitor.folder / "backup" / "status.json"
    file.unlink() if text is None else file.write_text(text)
    assert backup_problem_text(monitor, 27)


def test_missing_backup_is_not_a_problem_without_a_bucket(monitor: MonitorUnderTest) -> None:
    write_backup_status(monitor, state="not configured", last_success=None)
    assert backup_problem_text(monitor, 1000) == ""


def statistics_problem_texts(monitor: MonitorUnderTest, hours: float) -> list[str]:
    problems = problems_without_probes.statistics_problems(monitor.settings, FIRST_ROUND, FIRST_ROUND + hours * HOUR)
    return [problem.text for problem in problems]


def test_statistics_are_missing_three_hours_after_the_last_counted_hour(monitor: MonitorUnderTest) -> None:
    file = monitor.state / "statistics.json"
    file.write_text(json.dumps({"last_hour": format_timestamp(FIRST_ROUND + 2 * HOUR), "at": None, "error": None}))
    assert statistics_problem_texts(monitor, 6) == []
    assert statistics_problem_texts(monitor, 6.1) == ["no log statistics for 3 h: nginx has logged nothing"]


def test_old_statistics_are_not_a_problem_until_three_hours_after_the_start(monitor: MonitorUnderTest) -> None:
    (monitor.state / "statistics.json").write_text(json.dumps({"last_hour": "2026-11-01T00:00:00Z", "error": "full"}))
    assert statistics_problem_texts(monitor, 3) == []
    assert statistics_problem_texts(monitor, 3.1) == ["no log statistics for 3 h: full"]


@pytest.mark.parametrize(("share", "texts"), [(0.85, []), (0.86, ["the disk is 86% full"])])
def test_disk_is_a_problem_above_85_percent(share: float, texts: list[str]) -> None:
    problems = problems_without_probes.disk_problems(HostUsage(1000, 500, 25_000, 0, share))
    assert [problem.text for problem in problems] == texts


@pytest.mark.parametrize(
    ("inodes", "left", "texts"),
    [(100, 15, []), (100, 14, ["the disk's inodes are 86% used: too many files"]), (0, 0, [])],
)
def test_inodes_are_a_problem_above_85_percent(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, inodes: int, left: int, texts: list[str]
) -> None:
    monkeypatch.setattr(os, "statvfs", lambda folder: SimpleNamespace(f_files=inodes, f_favail=left))
    assert [problem.text for problem in problems_without_probes.inode_problems(tmp_path)] == texts


@pytest.mark.parametrize(("available", "count"), [(100, 0), (99, 1)])
def test_memory_is_a_problem_below_10_percent(available: float, count: int) -> None:
    assert len(problems_without_probes.memory_problems(HostUsage(1000, available, 25_000, 0, 0.4))) == count


def test_host_usage_is_read_from_meminfo_and_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    meminfo = tmp_path / "meminfo"
    meminfo.write_text("MemTotal:        1000000 kB\nMemFree:  1 kB\nMemAvailable:    250000 kB\nHugePages_Total:  0\n")
    disk = SimpleNamespace(total=25e9, used=8e9, free=12e9)  # 5 GB more are reserved for root
    monkeypatch.setattr(shutil, "disk_usage", lambda _: disk)
    assert read_host_usage(tmp_path, meminfo) == HostUsage(1024, 256, 25_000, 8_000, 0.4)
    monkeypatch.undo()
    assert read_host_usage(tmp_path).memory_available > 0


def write_impossible_states(monitor: MonitorUnderTest, *lines: object) -> None:
    with (monitor.folder / "reports" / f"impossible-{monitor.now:%Y-%m-%d}.jsonl").open("a") as file:
        file.writelines((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)


def impossible_state(monitor: MonitorUnderTest, fingerprint: str = "a1", **fields: object) -> dict[str, object]:
    at = format_timestamp(monitor.now)
    return {"at": at, "fingerprint": fingerprint, "what": "a play without a quiz", "where": "plays.saving", **fields}


def test_impossible_error_is_alerted_once_and_its_end_is_not(monitor: MonitorUnderTest) -> None:
    write_impossible_states(monitor, impossible_state(monitor))
    monitor.run_round()
    write_impossible_states(monitor, impossible_state(monitor))
    monitor.run_rounds(hours=4)
    assert monitor.sms_texts == ["Toponaut localhost: impossible: a play without a quiz (plays.saving)"]
    assert monitor.status["alerts"] == []
    write_impossible_states(monitor, impossible_state(monitor))
    monitor.run_rounds(hours=1)
    assert len(monitor.sms_texts) == 2


def test_different_impossible_error_is_another_alert(monitor: MonitorUnderTest) -> None:
    write_impossible_states(monitor, impossible_state(monitor))
    monitor.run_round()
    write_impossible_states(monitor, impossible_state(monitor, "b2", what="a quiz without places"))
    monitor.run_round()
    assert len(monitor.sms_texts) == 2


def test_impossible_error_is_sent_later_if_twilio_refuses(monitor: MonitorUnderTest) -> None:
    monitor.fake_twilio.refuses = True
    write_impossible_states(monitor, impossible_state(monitor))
    monitor.run_rounds(hours=2)
    monitor.fake_twilio.refuses = False
    monitor.run_rounds(hours=2)
    assert len(monitor.sms_texts) == 1


def test_flood_of_impossible_errors_is_one_sms(monitor: MonitorUnderTest) -> None:
    write_impossible_states(monitor, *(impossible_state(monitor, str(number)) for number in range(3_000)))
    monitor.run_round()
    assert len(monitor.sms_texts) == 1
    assert len(monitor.status["alerts"]) == problems_without_probes.MAX_IMPOSSIBLE_ERRORS


def test_invalid_lines_are_skipped(monitor: MonitorUnderTest) -> None:
    write_impossible_states(monitor, "{", "[]", "null", {"at": None}, {"at": "soon"}, impossible_state(monitor))
    monitor.run_round()
    assert len(monitor.sms_texts) == 1
