"""Settings from the environment, keys from files; what cannot be used is named, and a key is never shown."""

from pathlib import Path

import pytest

from toponaut_backup.errors import Unconfigured
from toponaut_backup.settings import BadSettings, Settings, read_settings

RECIPIENT = "age1" + "q" * 58


def with_keys(folder: Path, access: str = "the-access-key", secret: str = "the-secret-key") -> Settings:  # noqa: S107
    (folder / "s3_access_key").write_text(f"{access}\n")
    (folder / "s3_secret_key").write_text(f"{secret}\n")
    return read_settings({"BACKUP_BUCKET": "bucket", "SECRETS": str(folder)})


def test_without_anything_nothing_is_configured() -> None:
    settings = read_settings({})
    assert not settings.configured
    with pytest.raises(Unconfigured, match="BACKUP_BUCKET"):
        settings.keys()


def test_empty_counts_as_unset() -> None:
    names = ("BUCKET", "ENDPOINT", "REGION", "PREFIX", "SCHEDULE", "AGE_RECIPIENT", "RETRY_SECONDS")
    assert read_settings({f"BACKUP_{name}": "" for name in names}) == read_settings({})


def test_the_keys_come_from_files_and_do_not_show(tmp_path: Path) -> None:
    keys = with_keys(tmp_path).keys()
    assert (keys.access, keys.secret) == ("the-access-key", "the-secret-key")
    assert "the-" not in repr(keys) + str(keys) + f"{keys}"


@pytest.mark.parametrize(("access", "secret", "named"), [("", "x", "s3_access_key"), ("x", " ", "s3_secret_key")])
def test_an_empty_key_is_named(tmp_path: Path, access: str, secret: str, named: str) -> None:
    with pytest.raises(BadSettings, match=named):
        with_keys(tmp_path, access, secret).keys()


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    settings = with_keys(tmp_path)
    (tmp_path / "s3_secret_key").unlink()
    with pytest.raises(BadSettings, match="make secrets"):
        settings.keys()


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
def test_what_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(BadSettings, match=name):
        read_settings({name: value})


def test_what_can_be_used() -> None:
    settings = read_settings({"BACKUP_ENDPOINT": "http://127.0.0.1:9000", "BACKUP_AGE_RECIPIENT": RECIPIENT})
    assert (settings.endpoint, settings.recipient) == ("http://127.0.0.1:9000", RECIPIENT)
