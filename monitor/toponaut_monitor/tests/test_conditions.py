"""What else is told: backups, statistics, disk, memory, restarts, impossible errors."""

import json
import shutil
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from toponaut_monitor import conditions
from toponaut_monitor.conditions import Host
from toponaut_monitor.moments import stamp
from toponaut_monitor.tests.conftest import START, Monitor

HOURS = timedelta(hours=1)
GOOD = Host(1000, 500, 25_000, 10_000, 0.4)


def backup_status(monitor: Monitor, **status: object) -> None:
    (monitor.folder / "backup" / "status.json").write_text(json.dumps(status))


def backup(monitor: Monitor, hours: float) -> str:
    found = conditions.backup(monitor.settings, START, START + hours * HOURS)
    return found[0].text if found else ""


def test_a_backup_is_missed_after_26_hours(monitor: Monitor) -> None:
    backup_status(monitor, state="good", last_success={"at": stamp(START)})
    assert [bool(backup(monitor, hours)) for hours in (26, 26.1)] == [False, True]
    assert backup(monitor, 27) == "no verified backup for 26 h: the last is from 2026-11-25T00:00:00Z"


def test_one_that_never_was_is_missed_26_hours_after_the_first_round(monitor: Monitor) -> None:
    backup_status(monitor, state="failing", last_success=None)
    assert backup(monitor, 26) == ""
    assert backup(monitor, 27) == "no verified backup for 26 h: there is none"


@pytest.mark.parametrize("text", [None, "", "{", "[]", '{"last_success": {"at": 7}}'])
def test_a_file_that_says_nothing_is_no_backup(monitor: Monitor, text: str | None) -> None:
    file = monitor.folder / "backup" / "status.json"
    file.unlink() if text is None else file.write_text(text)
    assert backup(monitor, 27)


def test_where_no_bucket_is_configured_none_is_missed(monitor: Monitor) -> None:
    backup_status(monitor, state="not configured", last_success=None)
    assert backup(monitor, 1000) == ""


def statistics(monitor: Monitor, hours: float) -> list[str]:
    found = conditions.statistics(monitor.settings, START, START + hours * HOURS)
    return [problem.text for problem in found]


def test_statistics_are_missed_three_hours_after_the_end_of_the_last_hour(monitor: Monitor) -> None:
    file = monitor.state / "statistics.json"
    file.write_text(json.dumps({"last_hour": stamp(START + 2 * HOURS), "at": None, "error": None}))
    assert statistics(monitor, 6) == []
    assert statistics(monitor, 6.1) == ["no log statistics for 3 h: nginx has logged nothing"]


def test_and_three_hours_after_a_start_however_old_they_are(monitor: Monitor) -> None:
    (monitor.state / "statistics.json").write_text(json.dumps({"last_hour": "2026-11-01T00:00:00Z", "error": "full"}))
    assert statistics(monitor, 3) == []
    assert statistics(monitor, 3.1) == ["no log statistics for 3 h: full"]


@pytest.mark.parametrize(("share", "told"), [(0.85, []), (0.86, ["the disk is 86% full"])])
def test_the_disk(share: float, told: list[str]) -> None:
    found = conditions.disk(Host(1000, 500, 25_000, 0, share))
    assert [problem.text for problem in found] == told


@pytest.mark.parametrize(("left", "told"), [(100, 0), (99, 1)])
def test_memory(left: float, told: int) -> None:
    assert len(conditions.memory(Host(1000, left, 25_000, 0, 0.4))) == told


def test_the_machines_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    meminfo = tmp_path / "meminfo"
    meminfo.write_text("MemTotal:        1000000 kB\nMemFree:  1 kB\nMemAvailable:    250000 kB\nHugePages_Total:  0\n")
    disk = SimpleNamespace(total=25e9, used=8e9, free=12e9)  # 5 are root's
    monkeypatch.setattr(shutil, "disk_usage", lambda _: disk)
    assert conditions.host(tmp_path, meminfo) == Host(1024, 256, 25_000, 8_000, 0.4)
    monkeypatch.undo()
    assert conditions.host(tmp_path).memory_available > 0


def restarts(monitor: Monitor, **minutes_ago: list[float]) -> list[str]:
    for name, ago in minutes_ago.items():
        lines = [str(int((START - timedelta(minutes=minutes)).timestamp())) for minutes in ago]
        (monitor.folder / "starts" / name).write_text("\n".join([*lines, ""]))
    return [problem.text for problem in conditions.restarts(monitor.settings, START)]


def test_three_starts_in_half_an_hour(monitor: Monitor) -> None:
    assert restarts(monitor, web=[31, 20, 10], redis=[29, 20, 1], nginx=[1000]) == [
        "the container redis started 3 times in 30 min"
    ]


def test_a_line_that_is_no_second_is_no_start(monitor: Monitor) -> None:
    (monitor.folder / "starts" / "web").write_bytes(b"\xff\n-1\n" + "٣\n".encode() * 3)
    assert restarts(monitor) == []


def test_without_the_folder_nobody_restarts(monitor: Monitor) -> None:
    (monitor.folder / "starts").rmdir()
    assert conditions.restarts(monitor.settings, START) == []


def impossible(monitor: Monitor, *lines: object) -> None:
    with (monitor.folder / "reports" / f"impossible-{monitor.now:%Y-%m-%d}.jsonl").open("a") as file:
        file.writelines((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)


def error(monitor: Monitor, fingerprint: str = "a1", **fields: object) -> dict[str, object]:
    at = stamp(monitor.now)
    return {"at": at, "fingerprint": fingerprint, "what": "a play without a quiz", "where": "plays.saving", **fields}


def test_an_impossible_error_is_told_once_and_its_end_is_not(monitor: Monitor) -> None:
    impossible(monitor, error(monitor))
    monitor.round()
    impossible(monitor, error(monitor))
    monitor.rounds(hours=4)
    assert monitor.texts == ["Toponaut localhost: impossible: a play without a quiz (plays.saving)"]
    assert monitor.status["alerts"] == []
    impossible(monitor, error(monitor))
    monitor.rounds(hours=1)
    assert len(monitor.texts) == 2


def test_another_one_is_told_too(monitor: Monitor) -> None:
    impossible(monitor, error(monitor))
    monitor.round()
    impossible(monitor, error(monitor, "b2", what="a quiz without places"))
    monitor.round()
    assert len(monitor.texts) == 2


def test_one_that_could_not_be_told_within_its_hour_is_told_later(monitor: Monitor) -> None:
    monitor.gateway.refuses = True
    impossible(monitor, error(monitor))
    monitor.rounds(hours=2)
    monitor.gateway.refuses = False
    monitor.rounds(hours=2)
    assert len(monitor.texts) == 1


def test_a_flood_is_one_sms(monitor: Monitor) -> None:
    impossible(monitor, *(error(monitor, str(number)) for number in range(3_000)))
    monitor.round()
    assert len(monitor.texts) == 1
    assert len(monitor.status["alerts"]) == conditions.EVENTS


def test_garbage_in_the_file_is_passed_over(monitor: Monitor) -> None:
    impossible(monitor, "{", "[]", "null", {"at": None}, {"at": "soon"}, error(monitor))
    monitor.round()
    assert len(monitor.texts) == 1
