"""Room on the disk: refused before a restore begins, and stopped before the disk is full."""

import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from toponaut_backup.disk_space import MAX_WAL_BYTES, MIN_FREE_BYTES, DiskFull, require_reserve, require_room

MB = 10**6


def set_free(monkeypatch: pytest.MonkeyPatch, free: int, inodes: int = 9_000, all_inodes: int = 10_000) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=free))
    monkeypatch.setattr(os, "statvfs", lambda folder: SimpleNamespace(f_files=all_inodes, f_favail=inodes))


def test_room_for_the_database_and_its_log_is_needed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    set_free(monkeypatch, 100 * MB + MAX_WAL_BYTES)
    require_room(tmp_path, 100 * MB)
    with pytest.raises(DiskFull, match="the disk has 637 MB left, and 638 MB are needed: make room"):
        require_room(tmp_path, 101 * MB)


def test_inodes_are_needed_where_the_file_system_has_a_limit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    set_free(monkeypatch, 900 * MB, inodes=1_999)
    with pytest.raises(DiskFull, match="the disk has 1,999 inodes left, and 2,000 are needed: make room"):
        require_room(tmp_path, MB)
    set_free(monkeypatch, 900 * MB, inodes=0, all_inodes=0)
    require_room(tmp_path, MB)


def test_reserve_is_left_for_the_live_database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    set_free(monkeypatch, MIN_FREE_BYTES)
    require_reserve(tmp_path)
    set_free(monkeypatch, MIN_FREE_BYTES - 1)
    with pytest.raises(DiskFull, match="the disk has only 134 MB left, so this was stopped before it was full"):
        require_reserve(tmp_path)
