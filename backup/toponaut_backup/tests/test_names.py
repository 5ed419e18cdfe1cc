"""Names are made and read back; whatever else lies in the bucket is none of them."""

from datetime import UTC, datetime

import pytest

from toponaut_backup.names import KINDS, Kind, Name, name_of_key, parse_name

AT = datetime(2026, 11, 24, 3, 17, 5, tzinfo=UTC)


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_says_whose_when_and_what_for(kind: Kind) -> None:
    name = Name("production", AT, kind)
    assert str(name) == f"production-20261124T031705Z-{kind}"
    assert parse_name(str(name), "production") == name


def test_a_prefix_may_have_dashes() -> None:
    name = Name("eu-2", AT, "daily")
    assert parse_name(str(name), "eu-2") == name


def test_its_keys_lead_back_to_it() -> None:
    name = Name("production", AT, "daily")
    for key in (name.manifest, name.archive(encrypted=False), name.archive(encrypted=True)):
        assert name_of_key(key, "production") == name


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
def test_other_keys_belong_to_no_backup_of_ours(key: str) -> None:
    assert name_of_key(key, "production") is None
