"""The commands: their output and exit status."""

from datetime import timedelta
from io import StringIO

import pytest

from tests import fake_s3
from toponaut_backup.__main__ import main
from toponaut_backup.clock import utc_now
from toponaut_backup.settings import BackupSettings


@pytest.mark.s3
@pytest.mark.postgresql
class TestCommandsWithBucket:
    @pytest.fixture(autouse=True)
    def _environ(self, settings: BackupSettings, monkeypatch: pytest.MonkeyPatch) -> None:
        """Environment variables from which `main` reads these settings."""
        monkeypatch.setenv("BACKUP_BUCKET", settings.bucket)
        monkeypatch.setenv("BACKUP_ENDPOINT", settings.endpoint)
        monkeypatch.setenv("BACKUP_RETRY_SECONDS", "0")
        monkeypatch.setenv("PGDATABASE", settings.database)
        monkeypatch.setenv("SECRETS", str(settings.secrets))
        monkeypatch.setenv("STATE", str(settings.state))

    def test_take_list_verify_restore_and_swap(
        self, settings: BackupSettings, capsys: pytest.CaptureFixture[str]
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
        assert f"is {settings.database} now" in capsys.readouterr().err

    def test_new_keys_are_tried_and_nothing_is_stored(
        self, s3_port: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert main(["take"]) == 0
        stored = fake_s3.object_keys(s3_port)
        monkeypatch.setattr("sys.stdin", StringIO("a-new-access-key\na-new-secret-key\n"))
        assert main(["check-keys"]) == 0
        assert fake_s3.object_keys(s3_port) == stored
        monkeypatch.setattr("sys.stdin", StringIO("only-one\n"))
        assert main(["check-keys"]) == 1
        assert "s3_secret_key is empty" in capsys.readouterr().err

    def test_restore_with_a_wrong_clock_is_refused(
        self, settings: BackupSettings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """With the clock a day ahead, restore would drop databases that must be kept for a day."""
        monkeypatch.setattr("toponaut_backup.__main__.utc_now", lambda: utc_now() + timedelta(days=1))
        assert main(["restore", "latest"]) == 1
        assert "set the clock first" in capsys.readouterr().err

    def test_failed_command_explains_and_exits_with_1(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["restore", "latest"]) == 1
        assert capsys.readouterr().err == (
            "backup: the bucket holds no verified backup: `make backups` shows what there is.\n"
        )


class TestNotConfigured:
    @pytest.fixture(autouse=True)
    def _environ(self, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
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
        assert main(["next", "--since", str(int(utc_now().timestamp()))]) == 0
        due, overdue = map(int, capsys.readouterr().out.split())
        assert utc_now().timestamp() < due <= utc_now().timestamp() + 86400
        assert overdue - due == 86400 + 3600

    def test_invalid_schedule_is_named(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("BACKUP_BUCKET", "bucket")
        monkeypatch.setenv("BACKUP_SCHEDULE", "at night")
        assert main(["next"]) == 1
        assert "BACKUP_SCHEDULE='at night'" in capsys.readouterr().err
