"""Settings from the environment, keys from files; errors name the variable, and never show a key."""

from pathlib import Path

import pytest

from toponaut_backup.settings import BackupSettings, read_settings
from toponaut_sidecar.errors import InvalidSettings, NotConfigured

RECIPIENT = "age1" + "q" * 58


def settings_with_keys(folder: Path, access: str = "the-access-key", secret: str = "the-secret-key") -> BackupSettings:  # noqa: S107
    (folder / "s3_access_key").write_text(f"{access}\n")
    (folder / "s3_secret_key").write_text(f"{secret}\n")
    return read_settings({"BACKUP_BUCKET": "bucket", "SECRETS": str(folder)})


def test_not_configured_by_default() -> None:
    settings = read_settings({})
    assert not settings.configured
    with pytest.raises(NotConfigured, match="BACKUP_BUCKET"):
        settings.bucket_keys()


def test_empty_variable_counts_as_unset() -> None:
    names = ("BUCKET", "ENDPOINT", "REGION", "PREFIX", "SCHEDULE", "AGE_RECIPIENT", "RETRY_SECONDS")
    assert read_settings({f"BACKUP_{name}": "" for name in names}) == read_settings({})


def test_keys_are_read_from_files_and_never_shown(tmp_path: Path) -> None:
    keys = settings_with_keys(tmp_path).bucket_keys()
    assert (keys.access, keys.secret) == ("the-access-key", "the-secret-key")
    assert "the-" not in repr(keys) + str(keys) + f"{keys}"


@pytest.mark.parametrize(("access", "secret", "named"), [("", "x", "s3_access_key"), ("x", " ", "s3_secret_key")])
def test_empty_key_is_named(tmp_path: Path, access: str, secret: str, named: str) -> None:
    with pytest.raises(InvalidSettings, match=named):
        settings_with_keys(tmp_path, access, secret).bucket_keys()


def test_missing_key_is_named(tmp_path: Path) -> None:
    settings = settings_with_keys(tmp_path)
    (tmp_path / "s3_secret_key").unlink()
    with pytest.raises(InvalidSettings, match="make secrets"):
        settings.bucket_keys()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BACKUP_ENDPOINT", "fra1.example"),
        ("BACKUP_PREFIX", "Production"),
        ("BACKUP_PREFIX", "a/b"),
        ("BACKUP_AGE_RECIPIENT", "AGE-SECRET-KEY-1QQQ"),
        ("BACKUP_RETRY_SECONDS", "soon"),
        ("BACKUP_RETRY_SECONDS", "3601"),
    ],
)
def test_invalid_value_is_named(name: str, value: str) -> None:
    with pytest.raises(InvalidSettings, match=name):
        read_settings({name: value})


def test_valid_values_are_accepted() -> None:
    settings = read_settings({"BACKUP_ENDPOINT": "http://127.0.0.1:9000", "BACKUP_AGE_RECIPIENT": RECIPIENT})
    assert (settings.endpoint, settings.recipient) == ("http://127.0.0.1:9000", RECIPIENT)
