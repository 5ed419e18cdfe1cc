"""`manage.py publish_static`: what nginx finds, while releases come and go."""

import json
import os
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

DAY = 24 * 3600


class Site:
    """The folder that nginx serves."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder, self.collected = folder / "site", folder / "collected"
        self.settings = settings
        settings.STATIC_ROOT = self.collected

    def release(self, name: str, **files: str) -> str:
        """Publish a release that has just these files, under `maps/`; what the command says."""
        maps = self.collected / "maps"
        maps.mkdir(parents=True, exist_ok=True)
        for old in maps.iterdir():
            old.unlink()
        for file, content in files.items():
            (maps / file).write_text(content)
        (self.collected / "staticfiles.json").write_text("{}")
        self.settings.RELEASE = name
        out = StringIO()
        call_command("publish_static", self.folder, stdout=out)
        return out.getvalue()

    def file(self, name: str) -> Path:
        return self.folder / "static" / "maps" / name

    def served(self) -> dict[str, str]:
        """All files under static/, as nginx would give them."""
        static = self.folder / "static"
        return {path.relative_to(static).as_posix(): path.read_text() for path in static.rglob("*") if path.is_file()}

    def days_pass(self, days: int) -> None:
        for path in self.folder.rglob("*"):
            then = path.stat().st_mtime - days * DAY
            os.utime(path, (then, then))


@pytest.fixture
def site(tmp_path: Path, settings: Settings) -> Site:
    return Site(tmp_path, settings)


def test_it_copies_the_files_and_ends_with_what_it_did(site: Site) -> None:
    said = site.release("v1.0.0", us1="map of the US")
    assert site.served() == {"maps/us1": "map of the US"}
    assert said == (
        f"Published v1.0.0 in {site.folder}: 1 new files, 0 there already, 0 old ones removed, 3 error pages.\n"
    )


def test_files_of_the_release_before_stay_and_those_of_both_are_not_touched(site: Site) -> None:
    site.release("v1.0.0", us1="old map", fr1="map of France")
    unchanged = site.file("fr1").stat().st_ino
    assert "1 new files, 1 there already, 0 old" in site.release("v1.1.0", us2="new map", fr1="map of France")
    assert site.served() == {"maps/us1": "old map", "maps/us2": "new map", "maps/fr1": "map of France"}
    assert site.file("fr1").stat().st_ino == unchanged


def test_a_file_goes_30_days_after_its_last_release_went(site: Site) -> None:
    site.release("v1.0.0", us1="old map")
    site.days_pass(90)
    site.release("v1.1.0", us2="new map")
    assert "maps/us1" in site.served()
    site.days_pass(29)
    site.release("v1.2.0", us2="new map")
    assert "maps/us1" in site.served()
    site.days_pass(2)
    assert "1 old ones removed" in site.release("v1.2.1", us2="new map")
    assert site.served() == {"maps/us2": "new map"}


def test_going_back_brings_back_what_had_gone(site: Site) -> None:
    site.release("v1.0.0", us1="old map")
    site.release("v1.1.0", us2="new map")
    site.days_pass(40)
    site.release("v1.1.0", us2="new map")
    assert "maps/us1" not in site.served()
    site.release("v1.0.0", us1="old map")
    assert site.served()["maps/us1"] == "old map"


def test_a_file_that_a_power_cut_left_short_is_mended(site: Site) -> None:
    site.release("v1.0.0", us1="map of the US")
    site.file("us1").write_text("")
    site.release("v1.0.0", us1="map of the US")
    assert site.served() == {"maps/us1": "map of the US"}


def test_a_copy_that_fails_leaves_no_half_file_under_its_name(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(source: Path, target: Path) -> None:
        target.write_text(source.read_text()[:3])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfile", half)
    with pytest.raises(CommandError, match=r"cannot be published.*No space left"):
        site.release("v1.0.0", us1="map of the US")
    assert site.served() == {}


@pytest.mark.parametrize("status", [413, 429, 503])
def test_the_pages_that_nginx_answers_by_itself(site: Site, status: int) -> None:
    site.release("v1.0.0")
    page = (site.folder / "errors" / f"{status}.html").read_text()
    assert '<main class="message">' in page
    assert 'href="/static/app.' in page
    error = json.loads((site.folder / "errors" / f"{status}.json").read_text())["error"]
    assert sorted(error) == ["code", "message"]


def test_the_page_for_a_site_that_is_away_does_not_blame_the_database(site: Site) -> None:
    site.release("v1.0.0")
    page = (site.folder / "errors" / "503.html").read_text()
    assert "The site does not answer just now" in page
    assert "database" not in page


def test_without_collected_files_it_says_what_to_do(tmp_path: Path, settings: Settings) -> None:
    settings.STATIC_ROOT = tmp_path
    with pytest.raises(CommandError, match=r"holds no staticfiles.json: run collectstatic"):
        call_command("publish_static", tmp_path / "site")


def test_time_is_what_the_file_system_says(site: Site) -> None:
    """The premise of days_pass."""
    site.release("v1.0.0", us1="map of the US")
    assert abs(site.file("us1").stat().st_mtime - time.time()) < DAY
