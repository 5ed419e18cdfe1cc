"""Manifests: written, read, refused if invalid; warnings if a backup shrank."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from toponaut_backup.backup_names import BackupName
from toponaut_backup.manifest import InvalidManifest, parse_manifest, shrink_warnings
from toponaut_backup.tests.factories import manifest, stored_backup

NAME = BackupName("production", datetime(2026, 11, 24, 3, 17, tzinfo=UTC), "daily")


def test_written_manifest_is_read_back_unchanged() -> None:
    written = manifest(NAME)
    assert parse_manifest(written.to_json(), NAME.manifest_key) == written
    assert (written.rows, written.plays, written.seconds) == (1_100, 100, 9)


def test_unknown_keys_are_ignored() -> None:
    text = json.dumps(json.loads(manifest(NAME).to_json()) | {"colour": "blue"}).encode()
    assert parse_manifest(text, NAME.manifest_key) == manifest(NAME)


def test_manifest_of_an_earlier_version_has_an_estimated_size() -> None:
    values = json.loads(replace(manifest(NAME), database_bytes=9).to_json())
    assert parse_manifest(json.dumps(values).encode(), NAME.manifest_key).restored_bytes == 9
    del values["database_bytes"]
    assert parse_manifest(json.dumps(values).encode(), NAME.manifest_key).restored_bytes == 60_000_000


@pytest.mark.parametrize("text", [b"", b"[]", b"{}", b"\xff", b'{"name": 1}'])
def test_invalid_manifest_is_named(text: bytes) -> None:
    with pytest.raises(InvalidManifest, match=NAME.manifest_key):
        parse_manifest(text, NAME.manifest_key)


def test_less_than_half_of_the_previous_backup_is_a_warning() -> None:
    previous = manifest(NAME, plays=100, size=5_000)
    assert shrink_warnings(manifest(NAME, plays=49, size=5_000), previous) == [f"only 49 plays, 100 in {NAME}"]
    assert shrink_warnings(manifest(NAME, size=2_000), previous) == [f"only 2,000 bytes, 5,000 in {NAME}"]


def test_one_is_written_in_the_singular() -> None:
    assert shrink_warnings(manifest(NAME, plays=1), manifest(NAME))[-1] == f"only 1 play, 100 in {NAME}"


def test_database_without_tables_is_a_warning_even_in_the_first_backup() -> None:
    empty = replace(manifest(NAME), tables={})
    assert shrink_warnings(empty, None) == ["the database has no tables"]


def test_half_of_the_previous_backup_or_no_previous_backup_gives_no_warning() -> None:
    assert shrink_warnings(manifest(NAME, plays=50), manifest(NAME)) == []
    assert shrink_warnings(manifest(NAME, plays=0), None) == []


def test_usable_if_complete_and_verified() -> None:
    assert stored_backup(0).usable
    assert not stored_backup(0, complete=False).usable
    assert not replace(stored_backup(0), manifest=manifest(NAME, verified=False)).usable
