"""A run tells the status file what came of it; the commands end with a status that a script can use."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests import s3
from toponaut_backup import jobs
from toponaut_backup.__main__ import main
from toponaut_backup.errors import BucketError
from toponaut_backup.settings import Settings
from toponaut_backup.status import read_status


@pytest.fixture
def environ(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The settings as `main` reads them."""
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
    def test_a_success_is_written_down(self, settings: Settings) -> None:
        manifest = jobs.run(settings, "daily")
        jobs.plan(settings, jobs.now())
        status = read_status(settings.state)
        assert status["last_success"]
        assert (status["last_success"]["name"], status["last_success"]["plays"]) == (manifest.name, 500)
        assert (status["state"], status["last_error"]) == ("good", None)

    def test_a_failure_is_written_down_beside_the_last_success(self, settings: Settings) -> None:
        manifest = jobs.run(settings, "daily")
        s3.empty(int(settings.endpoint.rpartition(":")[2]))
        with pytest.raises(BucketError):
            jobs.run(replace(settings, bucket="gone"), "daily", say=lambda _: None)
        jobs.plan(settings, jobs.now())
        status = read_status(settings.state)
        assert status["last_success"]
        assert status["last_error"]
        assert status["last_success"]["name"] == manifest.name
        assert "there is no bucket gone" in status["last_error"]["message"]
        assert (status["state"], status["last_error"]["tries"]) == ("failing", 4)
        assert "there is no bucket gone" in jobs.last_words(settings)

    def test_a_wrong_clock_takes_no_backup(self, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        there = jobs.now() + timedelta(days=400)
        monkeypatch.setattr(jobs, "now", lambda: there)
        with pytest.raises(BucketError, match="set the clock"):
            jobs.run(settings, "daily", say=lambda _: None)

    def test_the_commands_one_after_the_other(self, environ: Settings, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["take"]) == 0
        assert "is stored and verified" in capsys.readouterr().err
        assert main(["list"]) == 0
        assert "manual" in capsys.readouterr().out
        assert main(["verify", "latest"]) == 0
        assert "all equal" in capsys.readouterr().out
        assert main(["restore", "latest"]) == 0
        database = capsys.readouterr().out.strip()
        assert main(["swap", database]) == 0
        assert f"is {environ.database} now" in capsys.readouterr().err

    def test_a_failed_command_says_why_and_ends_with_one(
        self, environ: Settings, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["restore", "latest"]) == 1
        assert capsys.readouterr().err == (
            "backup: the bucket holds no verified backup: `make backups` shows what there is.\n"
        )


class TestUnconfigured:
    @pytest.fixture(autouse=True)
    def _state(self, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("STATE", str(tmp_path_factory.mktemp("state")))
        monkeypatch.setenv("BACKUP_BUCKET", "")

    def test_there_is_no_next_run(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["next"]) == 0
        assert capsys.readouterr().out == "never never\n"

    @pytest.mark.parametrize("command", [["take"], ["list"], ["restore", "latest"]])
    def test_a_command_says_so(self, capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
        assert main(command) == 4
        assert "set BACKUP_BUCKET" in capsys.readouterr().err

    def test_with_a_bucket_there_is(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("BACKUP_BUCKET", "bucket")
        assert main(["next", "--since", str(int(jobs.now().timestamp()))]) == 0
        due, overdue = map(int, capsys.readouterr().out.split())
        assert jobs.now().timestamp() < due <= jobs.now().timestamp() + 86400
        assert overdue - due == 86400 + 3600

    def test_a_bad_schedule_is_named(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("BACKUP_BUCKET", "bucket")
        monkeypatch.setenv("BACKUP_SCHEDULE", "at night")
        assert main(["next"]) == 1
        assert "BACKUP_SCHEDULE='at night'" in capsys.readouterr().err
