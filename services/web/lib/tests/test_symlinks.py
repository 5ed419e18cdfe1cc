"""A link is switched by one rename, and is never missing in between."""

import threading
from pathlib import Path

import pytest

from lib.symlinks import switch_symlink


def test_a_link_is_created_and_switched(tmp_path: Path) -> None:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        switch_symlink(tmp_path / "current", tmp_path / name)
        assert (tmp_path / "current").resolve() == tmp_path / name
    assert sorted(path.name for path in tmp_path.iterdir()) == ["current", "new", "old"]


def test_the_link_is_relative(tmp_path: Path) -> None:
    switch_symlink(tmp_path / "current", tmp_path / "web.sock")
    assert (tmp_path / "current").readlink() == Path("web.sock")


def test_a_link_in_use_always_resolves(tmp_path: Path) -> None:
    targets = [tmp_path / "one", tmp_path / "two"]
    for target in targets:
        target.touch()
    switch_symlink(tmp_path / "current", targets[0])
    done = threading.Event()

    def switch() -> None:
        for number in range(500):
            switch_symlink(tmp_path / "current", targets[number % 2])
        done.set()

    thread = threading.Thread(target=switch)
    thread.start()
    resolved = 0
    while not done.is_set():
        assert (tmp_path / "current").resolve() in targets
        resolved += 1
    thread.join()
    assert resolved > 10


def test_a_folder_in_place_of_the_link_stays_and_no_temporary_link_remains(tmp_path: Path) -> None:
    (tmp_path / "current").mkdir()
    with pytest.raises(OSError, match="current"):
        switch_symlink(tmp_path / "current", tmp_path / "web.sock")
    assert [path.name for path in tmp_path.iterdir()] == ["current"]
