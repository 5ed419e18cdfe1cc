"""The dashboard warns of active alerts, old data and missing data."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from dashboard.status_warnings import status_warnings
from dashboard.tests.monitor_files import NOW, write_hours


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    """The status files of a monitor and a backup without problems."""
    for name in ("monitor", "backup"):
        (tmp_path / name).mkdir()
        setattr(settings, f"{name.upper()}_DIR", str(tmp_path / name))
    write_hours(tmp_path / "monitor", {"hour": "2026-11-25T01:00:00Z", "requests": 5})
    write_monitor_status(tmp_path)
    write_backup_status(tmp_path)
    return tmp_path


def write_monitor_status(folder: Path, **changes: Any) -> None:
    status = {
        "at": "2026-11-25T02:00:00Z",
        "channels": ["SMS to +43"],
        "targets": [],
        "alerts": [],
        "statistics": {"error": None},
    }
    (folder / "monitor" / "status.json").write_text(json.dumps(status | changes))


def write_backup_status(folder: Path, **changes: Any) -> None:
    status = {"state": "good", "last_success": {"at": "2026-11-24T03:17:00+00:00"}, "last_error": None}
    (folder / "backup" / "status.json").write_text(json.dumps(status | changes))


@pytest.mark.usefixtures("folder")
def test_without_problems_there_are_no_warnings() -> None:
    assert status_warnings(NOW) == []


def test_an_alert_is_shown_with_the_error_of_its_channels(folder: Path) -> None:
    alert = {
        "key": "disk",
        "text": "The disk is 91 % full",
        "since": "2026-11-25T01:15:00Z",
        "error": "sms: Twilio answered 500",
    }
    write_monitor_status(folder, alerts=[alert])
    assert status_warnings(NOW) == [
        "The disk is 91 % full, since 25 Nov 2026, 01:15. Not every channel could send it: sms: Twilio answered 500"
    ]


def test_a_stopped_monitor_is_reported(folder: Path) -> None:
    warnings = status_warnings(NOW + timedelta(hours=5))
    assert any("last round was 5 hours ago" in warning for warning in warnings)
    assert any("newest counted hour ended 5 hours ago" in warning for warning in warnings)
    assert all("“SERVICE=monitor make logs” says why" in warning for warning in warnings[:2])


def test_problems_of_the_monitor_are_reported(folder: Path) -> None:
    write_monitor_status(folder, channels=[], statistics={"error": "no access log"})
    assert status_warnings(NOW) == [
        "The access log could not be counted: no access log",
        "Alerts are only here and in the monitor's log: neither SMS, e-mail nor a webhook is set up.",
    ]


def test_an_old_or_missing_backup_is_reported(folder: Path) -> None:
    write_backup_status(folder, last_success={"at": "2026-11-23T03:17:00+00:00"})
    assert status_warnings(NOW) == ["The last verified backup was made 46 hours ago."]
    write_backup_status(folder, last_success=None)
    assert status_warnings(NOW) == ["There is no verified backup yet."]
    write_backup_status(folder, state="not configured")
    assert status_warnings(NOW) == ["No backups are made: BACKUP_BUCKET is not set."]


def test_shrunk_backup_is_reported(folder: Path) -> None:
    success = {"at": "2026-11-24T03:17:00+00:00", "warnings": ["only 0 plays, 9 in production-20261123T031700Z-daily"]}
    write_backup_status(folder, last_success=success)
    assert status_warnings(NOW) == [
        "The last backup is much smaller than the one before: only 0 plays, 9 in production-20261123T031700Z-daily."
    ]


def test_missing_status_files_are_reported(folder: Path, settings: Settings) -> None:
    for file in folder.rglob("*.*"):
        file.unlink()
    assert [warning.split(".")[0] for warning in status_warnings(NOW)] == [
        "The monitor has not reported yet",
        "No hour was counted in the last month",
        "The backup has not reported yet",
    ]
    settings.MONITOR_DIR = settings.BACKUP_DIR = ""
    assert len(status_warnings(NOW)) == 1
    assert "MONITOR_DIR is not set" in status_warnings(NOW)[0]
