"""A run writes its result to the status file; the commands' output and exit status."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests import fake_s3
from toponaut_backup import backup_job
from toponaut_backup.__main__ import main
from toponaut_backup.errors import BucketError
from toponaut_backup.settings import BackupSettings
from toponaut_backup.status import read_status


@pytest.fixture
def environment(settings: BackupSettings, monkeypatch: pytest.MonkeyPatch) -> BackupSettings:
    """Environment variables from which `main` reads these settings."""
    monkeypatch.setenv("BACKUP_BUCKET", settings.bucket)
    monkeypatch.setenv("BACKUP_ENDPOINT", settings.endpoint)
    monkeypatch.setenv("BACKUP_RETRY_SECONDS", "0")
    monkeypatch.setenv("PGDATABASE", settings.database)
    monkeypatch.setenv("SECRETS", str(settings.secrets))
    monkeypatch.setenv("STATE", str(settings.state))
    return settings


@pytest.mark.s3
@pytest.mark.postgresql
class TestRun:
    def test_success_is_recorded(self, settings: BackupSettings) -> None:
        manifest = backup_job.run_backup(settings, "daily")
        backup_job.plan_next_run(settings, backup_job.utc_now())
        status = read_status(settings.state)
        assert status["last_success"]
        assert (status["last_success"]["name"], status["last_success"]["plays"]) == (manifest.name, 500)
        assert (status["state"], status["last_error"]) == ("good", None)

    def test_failure_is_recorded_beside_the_last_success(self, settings: BackupSettings) -> None:
        manifest = backup_job.run_backup(settings, "daily")
        fake_s3.delete_all_objects(int(settings.endpoint.rpartition(":")[2]))
        with pytest.raises(BucketError):
            backup_job.run_backup(replace(settings, bucket="gone"), "daily", log=lambda _: None)
        backup_job.plan_next_run(settings, backup_job.utc_now())
        status = read_status(settings.state)
        assert status["last_success"]
        assert status["last_error"]
        assert status["last_success"]["name"] == manifest.name
        assert "there is no bucket gone" in status["last_error"]["message"]
        assert (status["state"], status["last_error"]["tries"]) == ("failing", 4)
        assert "there is no bucket gone" in backup_job.status_summary(settings)

    def test_no_backup_with_a_wrong_clock(self, settings: BackupSettings, monkeypatch: pytest.MonkeyPatch) -> None:
        wrong = backup_job.utc_now() + timedelta(days=400)
        monkeypatch.setattr(backup_job, "utc_now", lambda: wrong)
        with pytest.raises(BucketError, match="set the clock"):
            backup_job.run_backup(settings, "daily", log=lambda _: None)

    def test_take_list_verify_restore_and_swap(
        self, environment: BackupSettings, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["take"]) == 0
        assert "is stored and verified" in capsys.readouterr().err
        assert main(["list"]) == 0
        assert "manual" in capsys.readouterr().out
        assert main(["verify", "latest"]) == 0
        assert "all equal" in capsys.readouterr().out
        assert main(["restore", "latest"]) == 0
        database = capsys.readouterr().out.strip()
        assert main(["swap", database]) == 0
        assert f"is {environment.database} now" in capsys.readouterr().err

    def test_failed_command_explains_and_exits_with_1(
        self, environment: BackupSettings, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["restore", "latest"]) == 1
        assert capsys.readouterr().err == (
            "backup: the bucket holds no verified backup: `make backups` shows what there is.\n"
        )


class TestNotConfigured:
    @pytest.fixture(autouse=True)
    def _state(self, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("STATE", str(tmp_path_factory.mktemp("state")))
        monkeypatch.setenv("BACKUP_BUCKET", "")

    def test_next_run_is_never(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["next"]) == 0
        assert capsys.readouterr().out == "never never\n"

    @pytest.mark.parametrize("command", [["take"], ["list"], ["restore", "latest"]])
    def test_command_exits_with_4(self, capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
        assert main(command) == 4
        assert "set BACKUP_BUCKET" in capsys.readouterr().err

    def test_next_run_is_known_once_a_bucket_is_set(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("BACKUP_BUCKET", "bucket")
        assert main(["next", "--since", str(int(backup_job.utc_now().timestamp()))]) == 0
        due, overdue = map(int, capsys.readouterr().out.split())
        assert backup_job.utc_now().timestamp() < due <= backup_job.utc_now().timestamp() + 86400
        assert overdue - due == 86400 + 3600

    def test_invalid_schedule_is_named(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("BACKUP_BUCKET", "bucket")
        monkeypatch.setenv("BACKUP_SCHEDULE", "at night")
        assert main(["next"]) == 1
        assert "BACKUP_SCHEDULE='at night'" in capsys.readouterr().err
