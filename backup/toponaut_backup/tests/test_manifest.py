"""A manifest is read as it was written; what is none is named."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from toponaut_backup.manifest import Unreadable, from_json, shrunk
from toponaut_backup.names import Name
from toponaut_backup.tests.cast import kept, manifest

NAME = Name("production", datetime(2026, 11, 24, 3, 17, tzinfo=UTC), "daily")


def test_it_is_read_as_it_was_written() -> None:
    written = manifest(NAME)
    assert from_json(written.to_json(), NAME.manifest) == written
    assert (written.rows, written.plays, written.seconds) == (1_100, 100, 9)


def test_what_a_later_version_adds_is_left_out() -> None:
    text = json.dumps(json.loads(manifest(NAME).to_json()) | {"colour": "blue"}).encode()
    assert from_json(text, NAME.manifest) == manifest(NAME)


@pytest.mark.parametrize("text", [b"", b"[]", b"{}", b"\xff", b'{"name": 1}'])
def test_what_is_none_is_named(text: bytes) -> None:
    with pytest.raises(Unreadable, match=NAME.manifest):
        from_json(text, NAME.manifest)


def test_much_less_than_before_is_said() -> None:
    before = manifest(NAME, plays=100, size=5_000)
    assert shrunk(manifest(NAME, plays=49, size=5_000), before) == [f"only 49 plays, 100 in {NAME}"]
    assert shrunk(manifest(NAME, size=2_000), before) == [f"only 2,000 bytes, 5,000 in {NAME}"]


def test_half_of_it_is_not_worth_a_word_and_nothing_before_is_nothing_to_compare() -> None:
    assert shrunk(manifest(NAME, plays=50), manifest(NAME)) == []
    assert shrunk(manifest(NAME, plays=0), None) == []


def test_it_counts_when_its_archive_is_there_and_it_was_verified() -> None:
    assert kept(0).counts
    assert not kept(0, whole=False).counts
    assert not replace(kept(0), manifest=manifest(NAME, verified=False)).counts
