"""`manage.py invalidate_cache`: nothing that nginx kept is found again, and the release stays the same."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from deployment.cache_epoch import answering_release, begin_answers


def test_the_epoch_is_another_one_of_the_same_release(tmp_path: Path, settings: Settings) -> None:
    settings.ANSWERS_LINK = str(tmp_path / "answers")
    begin_answers(tmp_path / "answers", release="v1.2.0")
    before = (tmp_path / "answers").resolve()
    call_command("invalidate_cache")
    assert (tmp_path / "answers").resolve() != before
    assert answering_release(tmp_path / "answers") == "v1.2.0"


def test_without_nginx_there_is_nothing_to_leave(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.ANSWERS_LINK = ""
    call_command("invalidate_cache")
    assert "nothing to leave" in capsys.readouterr().out


def test_a_folder_that_cannot_be_written_to(tmp_path: Path, settings: Settings) -> None:
    settings.ANSWERS_LINK = str(tmp_path / "nowhere" / "answers")
    with pytest.raises(CommandError, match="goes on with old answers"):
        call_command("invalidate_cache")
