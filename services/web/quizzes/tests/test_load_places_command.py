"""`manage.py load_places`: what it says, and how it ends."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from pytest_django import Settings

from deployment.cache_epoch import start_epoch
from places.tests.factories import make_data_file, place, villages


def said(*arguments: object) -> str:
    out = StringIO()
    call_command("load_places", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.usefixtures("empty_database")
def test_it_ends_with_what_it_did(tmp_path: Path) -> None:
    path = make_data_file(tmp_path / "data.tar.xz", villages(1_020))
    assert said("--archive", path) == "Loaded 2026.01.0: 1,020 places, 4 quizzes, 0 places retired.\n"


@pytest.mark.usefixtures("empty_database")
def test_the_second_time_it_says_so(tmp_path: Path) -> None:
    path = make_data_file(tmp_path / "data.tar.xz", [place(1, "Paris")])
    said("--archive", path)
    assert said("--archive", path) == "Places 2026.01.0 are loaded already.\n"
    assert said("--archive", path, "--force").startswith("Loaded 2026.01.0: 1 places")


@pytest.mark.usefixtures("empty_database")
def test_a_newer_version_says_what_left(tmp_path: Path) -> None:
    said("--archive", make_data_file(tmp_path / "old.tar.xz", villages(20)))
    newer = make_data_file(tmp_path / "new.tar.xz", villages(18), "2026.02.0")
    assert said("--archive", newer) == "Loaded 2026.02.0: 18 places, 0 quizzes, 2 places retired.\n"


@pytest.fixture
def epoch_link(tmp_path: Path, settings: Settings) -> Path:
    """The link to nginx's cache epoch, as a running site has it."""
    link = tmp_path / "cache-epoch"
    settings.CACHE_EPOCH_LINK = str(link)
    start_epoch(link, release="v1.2.0")
    return link


@pytest.mark.usefixtures("empty_database")
def test_a_load_leaves_the_answers_that_nginx_kept_behind(tmp_path: Path, epoch_link: Path) -> None:
    path, before = make_data_file(tmp_path / "data.tar.xz", [place(1, "Paris")]), epoch_link.resolve()
    said("--archive", path)
    after = epoch_link.resolve()
    assert after != before
    said("--archive", path)
    assert epoch_link.resolve() == after


@pytest.mark.usefixtures("empty_database")
def test_a_switch_that_fails_is_said_and_made_up_for(tmp_path: Path, epoch_link: Path, settings: Settings) -> None:
    path, before = make_data_file(tmp_path / "data.tar.xz", [place(1, "Paris")]), epoch_link.resolve()
    settings.CACHE_EPOCH_LINK = str(tmp_path / "nowhere" / "cache-epoch")
    with pytest.raises(CommandError, match=r"nginx would go on with answers from before.*run load_places again"):
        said("--archive", path)
    settings.CACHE_EPOCH_LINK = str(epoch_link)
    assert said("--archive", path) == "Places 2026.01.0 are loaded already.\n"
    assert epoch_link.resolve() != before


def test_a_missing_archive_is_an_error_of_one_line(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere cannot be read .*make data"):
        said("--archive", tmp_path / "nowhere")


def test_its_exit_code_tells_a_script(tmp_path: Path) -> None:
    command = [
        sys.executable,
        str(settings.WEB_DIR / "manage.py"),
        "load_places",
        "--archive",
        str(tmp_path / "nowhere"),
    ]
    environ = {"PATH": os.environ["PATH"], "DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}"}
    run = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "cannot be read" in run.stderr.splitlines()[-1]
    assert "Traceback" not in run.stderr
