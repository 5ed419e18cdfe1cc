"""Alerts that stand, old data and missing data are said before any figure."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from dashboard.notices import notices
from dashboard.tests.files import NOW, write_hours


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    """A monitor and a backup of which all is well."""
    for name in ("monitor", "backup"):
        (tmp_path / name).mkdir()
        setattr(settings, f"{name.upper()}_DIR", str(tmp_path / name))
    write_hours(tmp_path / "monitor", {"hour": "2026-11-25T01:00:00Z", "requests": 5})
    monitor(tmp_path)
    backup(tmp_path)
    return tmp_path


def monitor(folder: Path, **other: Any) -> None:
    status = {"at": "2026-11-25T02:00:00Z", "sms": True, "targets": [], "alerts": [], "statistics": {"error": None}}
    (folder / "monitor" / "status.json").write_text(json.dumps(status | other))


def backup(folder: Path, **other: Any) -> None:
    status = {"state": "good", "last_success": {"at": "2026-11-24T03:17:00+00:00"}, "last_error": None}
    (folder / "backup" / "status.json").write_text(json.dumps(status | other))


@pytest.mark.usefixtures("folder")
def test_when_all_is_well_there_is_none() -> None:
    assert notices(NOW) == []


def test_alerts_stand_first_with_what_could_not_be_sent(folder: Path) -> None:
    alert = {
        "key": "disk",
        "text": "The disk is 91 % full",
        "since": "2026-11-25T01:15:00Z",
        "error": "Twilio answered 500",
    }
    monitor(folder, alerts=[alert])
    assert notices(NOW) == [
        "The disk is 91 % full, since 25 Nov 2026, 01:15. No SMS could be sent: Twilio answered 500"
    ]


def test_a_monitor_that_has_stopped_is_noticed(folder: Path) -> None:
    said = notices(NOW + timedelta(hours=5))
    assert any("last round was 5 hours ago" in notice for notice in said)
    assert any("newest hour ended 5 hours ago" in notice for notice in said)
    assert all("“SERVICE=monitor make logs” says why" in notice for notice in said[:2])


def test_what_the_monitor_could_not_do_is_said(folder: Path) -> None:
    monitor(folder, sms=False, statistics={"error": "no access log"})
    assert notices(NOW) == [
        "The log could not be counted: no access log",
        "No SMS is sent, for Twilio is not set up: alerts stand here and in the monitor's log.",
    ]


def test_an_old_backup_and_none_at_all(folder: Path) -> None:
    backup(folder, last_success={"at": "2026-11-23T03:17:00+00:00"})
    assert notices(NOW) == ["The last verified backup was made 46 hours ago."]
    backup(folder, last_success=None)
    assert notices(NOW) == ["There is no verified backup yet."]
    backup(folder, state="not configured")
    assert notices(NOW) == ["No backups are made: BACKUP_BUCKET is not set."]


def test_data_that_is_not_there_yet(folder: Path, settings: Settings) -> None:
    for file in folder.rglob("*.*"):
        file.unlink()
    assert [notice.split(".")[0] for notice in notices(NOW)] == [
        "The monitor has not reported yet",
        "No hour was counted in the last month",
        "The backup has not reported yet",
    ]
    settings.MONITOR_DIR = settings.BACKUP_DIR = ""
    assert len(notices(NOW)) == 1
    assert "MONITOR_DIR is not set" in notices(NOW)[0]
