"""Names of backups: formatted, parsed, and told apart from other objects in the bucket."""

from datetime import UTC, datetime

import pytest

from toponaut_backup.backup_names import KINDS, BackupName, Kind, name_from_key, parse_name

AT = datetime(2026, 11, 24, 3, 17, 5, tzinfo=UTC)


@pytest.mark.parametrize("kind", KINDS)
def test_name_holds_prefix_time_and_kind(kind: Kind) -> None:
    name = BackupName("production", AT, kind)
    assert str(name) == f"production-20261124T031705Z-{kind}"
    assert parse_name(str(name), "production") == name


def test_prefix_may_contain_dashes() -> None:
    name = BackupName("eu-2", AT, "daily")
    assert parse_name(str(name), "eu-2") == name


def test_name_is_parsed_from_each_key() -> None:
    name = BackupName("production", AT, "daily")
    for key in (name.manifest_key, name.archive_key(encrypted=False), name.archive_key(encrypted=True)):
        assert name_from_key(key, "production") == name


@pytest.mark.parametrize(
    "key",
    [
        "staging/staging-20261124T031705Z-daily.json",
        "production/staging-20261124T031705Z-daily.json",
        "production/old/production-20261124T031705Z-daily.json",
        "production-20261124T031705Z-daily.json",
        "production/production-20261124T031705Z-daily.json.bak",
        "production/production-20261124T031705Z-weekly.json",
        "production/production-20260231T031705Z-daily.json",
        "production/photos.dump",
    ],
)
def test_other_keys_are_not_backups(key: str) -> None:
    assert name_from_key(key, "production") is None
