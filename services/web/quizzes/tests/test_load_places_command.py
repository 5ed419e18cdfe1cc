"""`manage.py load_places`: its output, exit codes, and the cache epoch."""

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
from places.models import DataVersion
from places.stored_filter import FILTER_BYTES, read_near_filter
from places.tests.factories import make_data_file, place, villages
from quizzes.load_data import fingerprint


def run_load_places(*arguments: object) -> str:
    out = StringIO()
    call_command("load_places", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.usefixtures("empty_database")
def test_output_is_a_summary_of_the_load(tmp_path: Path) -> None:
    path = make_data_file(tmp_path / "data.tar.xz", villages(1_020))
    assert run_load_places("--archive", path) == "Loaded 2026.01.0: 1,020 places, 4 quizzes, 0 places retired.\n"


@pytest.mark.usefixtures("empty_database")
def test_second_load_does_nothing_unless_forced(tmp_path: Path) -> None:
    path = make_data_file(tmp_path / "data.tar.xz", [place(1, "Paris")])
    run_load_places("--archive", path)
    assert run_load_places("--archive", path) == "Places 2026.01.0 are loaded already.\n"
    assert run_load_places("--archive", path, "--force").startswith("Loaded 2026.01.0: 1 places")


@pytest.mark.usefixtures("empty_database")
def test_second_load_compresses_the_near_filter(tmp_path: Path) -> None:
    """The release that serves during the first load may be one that reads only uncompressed filters."""
    path = make_data_file(tmp_path / "data.tar.xz", villages(1_020))
    run_load_places("--archive", path)
    bits = bytes(DataVersion.objects.get().near_filter)
    assert len(bits) == FILTER_BYTES
    for _ in range(2):
        run_load_places("--archive", path)
        assert len(DataVersion.objects.get().near_filter) < FILTER_BYTES // 100
        assert read_near_filter(fingerprint(path)) == bits
    assert read_near_filter("of other data") is None


@pytest.mark.usefixtures("empty_database")
def test_summary_counts_retired_places(tmp_path: Path) -> None:
    run_load_places("--archive", make_data_file(tmp_path / "old.tar.xz", villages(20)))
    newer = make_data_file(tmp_path / "new.tar.xz", villages(18), "2026.02.0")
    assert run_load_places("--archive", newer) == "Loaded 2026.02.0: 18 places, 0 quizzes, 2 places retired.\n"


@pytest.fixture
def epoch_link(tmp_path: Path, settings: Settings) -> Path:
    """The link to the cache epoch of a running site."""
    link = tmp_path / "cache-epoch"
    settings.CACHE_EPOCH_LINK = str(link)
    start_epoch(link, release="v1.2.0")
    return link


@pytest.mark.usefixtures("empty_database")
def test_load_starts_a_cache_epoch_but_a_skipped_load_does_not(tmp_path: Path, epoch_link: Path) -> None:
    path, before = make_data_file(tmp_path / "data.tar.xz", [place(1, "Paris")]), epoch_link.resolve()
    run_load_places("--archive", path)
    after = epoch_link.resolve()
    assert after != before
    run_load_places("--archive", path)
    assert epoch_link.resolve() == after


@pytest.mark.usefixtures("empty_database")
def test_failed_switch_of_the_epoch_is_reported_and_done_by_the_next_run(
    tmp_path: Path, epoch_link: Path, settings: Settings
) -> None:
    path, before = make_data_file(tmp_path / "data.tar.xz", [place(1, "Paris")]), epoch_link.resolve()
    settings.CACHE_EPOCH_LINK = str(tmp_path / "nowhere" / "cache-epoch")
    with pytest.raises(CommandError, match=r"nginx still serves cached responses .*run load_places again"):
        run_load_places("--archive", path)
    settings.CACHE_EPOCH_LINK = str(epoch_link)
    assert run_load_places("--archive", path) == "Places 2026.01.0 are loaded already.\n"
    assert epoch_link.resolve() != before


def test_missing_data_file_is_an_error_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere cannot be read .*make data"):
        run_load_places("--archive", tmp_path / "nowhere")


def test_exit_code_is_1_without_a_traceback(tmp_path: Path) -> None:
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
