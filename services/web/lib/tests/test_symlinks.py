"""A link is switched by one rename, and never missing meanwhile."""

import threading
from pathlib import Path

import pytest

from lib.symlinks import point


def test_a_link_is_made_and_switched(tmp_path: Path) -> None:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        point(tmp_path / "current", tmp_path / name)
        assert (tmp_path / "current").resolve() == tmp_path / name
    assert sorted(path.name for path in tmp_path.iterdir()) == ["current", "new", "old"]


def test_it_is_relative_for_containers_that_mount_the_folder_elsewhere(tmp_path: Path) -> None:
    point(tmp_path / "current", tmp_path / "web.sock")
    assert (tmp_path / "current").readlink() == Path("web.sock")


def test_whoever_follows_it_meanwhile_always_arrives(tmp_path: Path) -> None:
    targets = [tmp_path / "one", tmp_path / "two"]
    for target in targets:
        target.touch()
    point(tmp_path / "current", targets[0])
    done = threading.Event()

    def switch() -> None:
        for turn in range(500):
            point(tmp_path / "current", targets[turn % 2])
        done.set()

    thread = threading.Thread(target=switch)
    thread.start()
    followed = 0
    while not done.is_set():
        assert (tmp_path / "current").resolve() in targets
        followed += 1
    thread.join()
    assert followed > 10


def test_what_is_in_the_way_stays_and_nothing_is_left_over(tmp_path: Path) -> None:
    (tmp_path / "current").mkdir()
    with pytest.raises(OSError, match="current"):
        point(tmp_path / "current", tmp_path / "web.sock")
    assert [path.name for path in tmp_path.iterdir()] == ["current"]
