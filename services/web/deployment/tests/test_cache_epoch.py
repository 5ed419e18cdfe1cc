"""The cache epoch: what invalidates nginx's cache, and what does not."""

from pathlib import Path

import pytest
from pytest_django import Settings

from deployment.cache_epoch import epoch_release, start_epoch, start_epoch_after_load, start_epoch_of_this_build


@pytest.fixture
def link(tmp_path: Path, settings: Settings) -> Path:
    """A site behind nginx, before the first release has served."""
    settings.CACHE_EPOCH_LINK = str(tmp_path / "cache-epoch")
    settings.BUILD_ID = "v1.2.0"
    return tmp_path / "cache-epoch"


def test_the_folder_of_an_epoch_names_its_release(link: Path) -> None:
    start_epoch(link, release="v1.2.0-rc.1")
    assert link.readlink().name.startswith("cache-epoch-v1.2.0-rc.1-")
    assert link.resolve().is_dir()
    assert epoch_release(link) == "v1.2.0-rc.1"


def test_each_epoch_has_its_own_folder_and_the_last_two_stay(link: Path) -> None:
    epochs = []
    for _ in range(4):
        start_epoch(link, release="v1.2.0")
        epochs.append(link.resolve())
    assert len(set(epochs)) == 4
    assert sorted(link.parent.glob("cache-epoch-*")) == epochs[2:]


def test_a_new_release_starts_an_epoch_when_it_begins_to_serve(link: Path, settings: Settings) -> None:
    start_epoch_of_this_build()
    first = link.resolve()
    settings.BUILD_ID = "v1.3.0"
    start_epoch_of_this_build()
    assert link.resolve() != first
    assert epoch_release(link) == "v1.3.0"


def test_a_restart_of_the_same_release_keeps_the_epoch(link: Path) -> None:
    start_epoch_of_this_build()
    first = link.resolve()
    start_epoch_of_this_build()
    assert link.resolve() == first


def test_a_load_starts_an_epoch(link: Path) -> None:
    start_epoch_of_this_build()
    first = link.resolve()
    start_epoch_after_load("0123456789abcdef", loaded=True)
    assert link.resolve() != first


def test_a_load_without_new_data_keeps_the_epoch(link: Path) -> None:
    start_epoch_after_load("0123456789abcdef", loaded=True)
    first = link.resolve()
    start_epoch_after_load("0123456789abcdef", loaded=False)
    assert link.resolve() == first


def test_the_next_load_starts_the_epoch_that_an_interrupted_load_missed(link: Path) -> None:
    start_epoch_after_load("0123456789abcdef", loaded=True)
    first = link.resolve()
    start_epoch_after_load("fedcba9876543210", loaded=False)
    assert link.resolve() != first


def test_a_load_by_a_new_release_keeps_the_old_release_in_the_epoch(link: Path, settings: Settings) -> None:
    start_epoch_of_this_build()
    settings.BUILD_ID = "v1.3.0"
    start_epoch_after_load("0123456789abcdef", loaded=True)
    assert epoch_release(link) == "v1.2.0"
    before = link.resolve()
    start_epoch_of_this_build()
    assert link.resolve() != before


def test_without_nginx_no_epoch_is_started(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.CACHE_EPOCH_LINK = ""
    monkeypatch.chdir(tmp_path)
    start_epoch_of_this_build()
    start_epoch_after_load("0123456789abcdef", loaded=True)
    assert list(tmp_path.iterdir()) == []
