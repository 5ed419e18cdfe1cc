"""A run records in the status file whether it succeeded or failed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests import fake_s3
from toponaut_backup import retried_backup
from toponaut_backup.clock import utc_now
from toponaut_backup.errors import BucketError
from toponaut_backup.retried_backup import take_backup_with_retries
from toponaut_backup.schedule import plan_next_run
from toponaut_backup.settings import BackupSettings
from toponaut_backup.status import read_status, status_summary, status_update

pytestmark = [pytest.mark.s3, pytest.mark.postgresql]


def test_success_is_recorded(settings: BackupSettings) -> None:
    manifest = take_backup_with_retries(settings, "daily")
    plan_next_run(settings, utc_now(), utc_now())
    status = read_status(settings.state)
    assert status["last_success"]
    assert (status["last_success"]["name"], status["last_success"]["plays"]) == (manifest.name, 500)
    assert (status["state"], status["last_error"]) == ("good", None)


def test_failure_is_recorded_beside_the_last_success(settings: BackupSettings) -> None:
    manifest = take_backup_with_retries(settings, "daily")
    fake_s3.delete_all_objects(int(settings.endpoint.rpartition(":")[2]))
    with pytest.raises(BucketError):
        take_backup_with_retries(replace(settings, bucket="gone"), "daily", log=lambda _: None)
    plan_next_run(settings, utc_now(), utc_now())
    status = read_status(settings.state)
    assert status["last_success"]
    assert status["last_error"]
    assert status["last_success"]["name"] == manifest.name
    assert "there is no bucket gone" in status["last_error"]["message"]
    assert (status["state"], status["last_error"]["tries"]) == ("failing", 4)
    assert "there is no bucket gone" in status_summary(settings.state)


def test_failure_dated_in_the_future_is_cleared_by_the_next_success(settings: BackupSettings) -> None:
    with status_update(settings.state) as status:
        tomorrow = (utc_now() + timedelta(days=1)).isoformat(timespec="milliseconds")
        status["last_error"] = {"at": tomorrow, "message": "set the clock first.", "tries": 4}
    take_backup_with_retries(settings, "daily")
    plan_next_run(settings, utc_now(), utc_now())
    assert read_status(settings.state)["state"] == "good"


def test_no_backup_is_taken_with_a_wrong_clock(settings: BackupSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = utc_now() + timedelta(days=400)
    monkeypatch.setattr(retried_backup, "utc_now", lambda: wrong)
    with pytest.raises(BucketError, match="set the clock"):
        take_backup_with_retries(settings, "daily", log=lambda _: None)
