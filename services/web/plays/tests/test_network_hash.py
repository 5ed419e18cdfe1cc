"""A network has one code on a day, whose key is gone on the next."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import RequestFactory
from pytest_django import Settings

from plays import network_hash as module
from plays.network_hash import network_hash

TODAY, TOMORROW = datetime(2026, 11, 28, 23, 59, tzinfo=UTC), datetime(2026, 11, 29, 0, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    settings.NETWORK_KEY_DIR = str(tmp_path / "run")
    module._key_of.cache_clear()
    yield tmp_path / "run"
    module._key_of.cache_clear()


def code(address: str, monkeypatch: pytest.MonkeyPatch, now: datetime = TODAY) -> str:
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    return network_hash(RequestFactory().get("/", REMOTE_ADDR=address))


def test_a_network_keeps_its_code_for_a_day(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = [code(address, monkeypatch) for address in ("2001:db8::1", "2001:db8::2", "203.0.113.9", "203.0.113.10")]
    assert codes[0] == codes[1]
    assert len(set(codes)) == 3
    assert {len(one) for one in codes} == {16}


def test_workers_share_the_key(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = code("203.0.113.9", monkeypatch)
    module._key_of.cache_clear()  # as in another worker
    assert code("203.0.113.9", monkeypatch) == first


def test_the_next_day_has_another_key_and_the_old_one_is_deleted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = code("203.0.113.9", monkeypatch)
    assert code("203.0.113.9", monkeypatch, TOMORROW) != first
    assert [file.name for file in folder.iterdir()] == ["network-key-2026-11-29"]
    assert code("203.0.113.9", monkeypatch, TODAY) != first  # nobody can compute it any more


def test_only_the_sites_user_can_read_the_key(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code("203.0.113.9", monkeypatch)
    assert [file.stat().st_mode & 0o777 for file in folder.iterdir()] == [0o600]


def test_without_the_folder_a_worker_has_a_key_of_its_own(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    folder.write_text("not a folder")
    assert code("203.0.113.9", monkeypatch) == code("203.0.113.9", monkeypatch)
    assert "this worker counts on its own" in caplog.text


@pytest.mark.slow
def test_processes_that_begin_a_day_at_the_same_moment_agree_on_its_key(folder: Path) -> None:
    program = "import sys, pathlib, plays.network_hash as n\n"
    program += "print(n._shared_key(pathlib.Path(sys.argv[1]), '2026-11-28').hex())"
    command = [sys.executable, "-c", program, str(folder)]
    environ = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    processes = [
        subprocess.Popen(command, cwd=django_settings.WEB_DIR, env=environ, stdout=subprocess.PIPE) for _ in range(4)
    ]
    keys = {process.communicate()[0] for process in processes}
    assert len(keys) == 1
    assert len(keys.pop().strip()) == 64
