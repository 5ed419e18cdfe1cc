"""`manage.py invalidate_cache` starts a new cache epoch of the same release."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from deployment.cache_epoch import epoch_release, start_epoch


def test_it_starts_a_new_epoch_of_the_same_release(tmp_path: Path, settings: Settings) -> None:
    settings.CACHE_EPOCH_LINK = str(tmp_path / "cache-epoch")
    start_epoch(tmp_path / "cache-epoch", release="v1.2.0")
    before = (tmp_path / "cache-epoch").resolve()
    call_command("invalidate_cache")
    assert (tmp_path / "cache-epoch").resolve() != before
    assert epoch_release(tmp_path / "cache-epoch") == "v1.2.0"


def test_without_nginx_there_is_nothing_to_invalidate(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.CACHE_EPOCH_LINK = ""
    call_command("invalidate_cache")
    assert "nothing to invalidate" in capsys.readouterr().out


def test_an_unwritable_folder_is_an_error(tmp_path: Path, settings: Settings) -> None:
    settings.CACHE_EPOCH_LINK = str(tmp_path / "nowhere" / "cache-epoch")
    with pytest.raises(CommandError, match="still serves cached responses"):
        call_command("invalidate_cache")
