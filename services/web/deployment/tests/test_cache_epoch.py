"""The answers epoch: what leaves nginx's kept answers behind, and what does not."""

from pathlib import Path

import pytest
from pytest_django import Settings

from deployment.cache_epoch import epoch_release, start_epoch, start_epoch_after_load, start_epoch_of_this_build


@pytest.fixture
def link(tmp_path: Path, settings: Settings) -> Path:
    """nginx stands in front, and nothing has answered yet."""
    settings.CACHE_EPOCH_LINK = str(tmp_path / "cache-epoch")
    settings.BUILD_ID = "v1.2.0"
    return tmp_path / "cache-epoch"


def test_an_epoch_has_a_folder_that_names_its_release(link: Path) -> None:
    start_epoch(link, release="v1.2.0-rc.1")
    assert link.readlink().name.startswith("cache-epoch-v1.2.0-rc.1-")
    assert link.resolve().is_dir()
    assert epoch_release(link) == "v1.2.0-rc.1"


def test_each_epoch_has_a_folder_of_its_own_and_two_are_kept(link: Path) -> None:
    epochs = []
    for _ in range(4):
        start_epoch(link, release="v1.2.0")
        epochs.append(link.resolve())
    assert len(set(epochs)) == 4
    assert sorted(link.parent.glob("cache-epoch-*")) == epochs[2:]


def test_a_release_begins_one_when_it_starts_to_answer(link: Path, settings: Settings) -> None:
    start_epoch_of_this_build()
    first = link.resolve()
    settings.BUILD_ID = "v1.3.0"
    start_epoch_of_this_build()
    assert link.resolve() != first
    assert epoch_release(link) == "v1.3.0"


def test_a_restart_of_the_same_release_keeps_what_nginx_has(link: Path) -> None:
    start_epoch_of_this_build()
    first = link.resolve()
    start_epoch_of_this_build()
    assert link.resolve() == first


def test_a_load_begins_one(link: Path) -> None:
    start_epoch_of_this_build()
    first = link.resolve()
    start_epoch_after_load("0123456789abcdef", fresh=True)
    assert link.resolve() != first


def test_a_load_that_had_nothing_to_do_keeps_what_nginx_has(link: Path) -> None:
    start_epoch_after_load("0123456789abcdef", fresh=True)
    first = link.resolve()
    start_epoch_after_load("0123456789abcdef", fresh=False)
    assert link.resolve() == first


def test_a_load_that_was_stopped_before_its_epoch_is_made_up_for(link: Path) -> None:
    start_epoch_after_load("0123456789abcdef", fresh=True)
    first = link.resolve()
    start_epoch_after_load("fedcba9876543210", fresh=False)
    assert link.resolve() != first


def test_a_new_release_that_loads_leaves_the_epoch_to_the_old_one_that_still_answers(
    link: Path, settings: Settings
) -> None:
    start_epoch_of_this_build()
    settings.BUILD_ID = "v1.3.0"
    start_epoch_after_load("0123456789abcdef", fresh=True)
    assert epoch_release(link) == "v1.2.0"
    before = link.resolve()
    start_epoch_of_this_build()
    assert link.resolve() != before


def test_without_nginx_nothing_happens(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.CACHE_EPOCH_LINK = ""
    monkeypatch.chdir(tmp_path)
    start_epoch_of_this_build()
    start_epoch_after_load("0123456789abcdef", fresh=True)
    assert list(tmp_path.iterdir()) == []
