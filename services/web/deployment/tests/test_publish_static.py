"""`manage.py publish_static`: which files nginx serves after several releases."""

import json
import os
import re
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from config.settings import REPO_DIR

DAY = 24 * 3600


class PublishedSite:
    """The folder that nginx serves, and the collected files of a release."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder, self.collected = folder / "site", folder / "collected"
        self.settings = settings
        settings.STATIC_ROOT = self.collected

    def publish(self, name: str, **files: str) -> str:
        """Publish a release with just these files under `maps/`. Returns what the command prints."""
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
        """All files under static/, as nginx would serve them."""
        static = self.folder / "static"
        return {path.relative_to(static).as_posix(): path.read_text() for path in static.rglob("*") if path.is_file()}

    def let_days_pass(self, days: int) -> None:
        for path in self.folder.rglob("*"):
            then = path.stat().st_mtime - days * DAY
            os.utime(path, (then, then))


@pytest.fixture
def site(tmp_path: Path, settings: Settings) -> PublishedSite:
    return PublishedSite(tmp_path, settings)


def test_it_copies_the_files_and_prints_a_summary(site: PublishedSite) -> None:
    output = site.publish("v1.0.0", us1="map of the US")
    assert site.served() == {"maps/us1": "map of the US"}
    assert output == (
        f"Published v1.0.0 in {site.folder}: 1 new files, 0 there already, 0 old ones removed, 12 error pages.\n"
    )


def test_files_of_the_previous_release_stay_and_shared_files_are_not_copied(site: PublishedSite) -> None:
    site.publish("v1.0.0", us1="old map", fr1="map of France")
    unchanged = site.file("fr1").stat().st_ino
    assert "1 new files, 1 there already, 0 old" in site.publish("v1.1.0", us2="new map", fr1="map of France")
    assert site.served() == {"maps/us1": "old map", "maps/us2": "new map", "maps/fr1": "map of France"}
    assert site.file("fr1").stat().st_ino == unchanged


def test_a_file_is_removed_30_days_after_its_last_release(site: PublishedSite) -> None:
    site.publish("v1.0.0", us1="old map")
    site.let_days_pass(90)
    site.publish("v1.1.0", us2="new map")
    assert "maps/us1" in site.served()
    site.let_days_pass(29)
    site.publish("v1.2.0", us2="new map")
    assert "maps/us1" in site.served()
    site.let_days_pass(2)
    assert "1 old ones removed" in site.publish("v1.2.1", us2="new map")
    assert site.served() == {"maps/us2": "new map"}


def test_publishing_an_old_release_again_restores_its_files(site: PublishedSite) -> None:
    site.publish("v1.0.0", us1="old map")
    site.publish("v1.1.0", us2="new map")
    site.let_days_pass(40)
    site.publish("v1.1.0", us2="new map")
    assert "maps/us1" not in site.served()
    site.publish("v1.0.0", us1="old map")
    assert site.served()["maps/us1"] == "old map"


def test_a_file_truncated_by_a_power_cut_is_copied_again(site: PublishedSite) -> None:
    site.publish("v1.0.0", us1="map of the US")
    site.file("us1").write_text("")
    site.publish("v1.0.0", us1="map of the US")
    assert site.served() == {"maps/us1": "map of the US"}


def test_a_failed_copy_leaves_no_partial_file(site: PublishedSite, monkeypatch: pytest.MonkeyPatch) -> None:
    def write_half(source: Path, target: Path) -> None:
        target.write_text(source.read_text()[:3])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfile", write_half)
    with pytest.raises(CommandError, match=r"cannot be published.*No space left"):
        site.publish("v1.0.0", us1="map of the US")
    assert site.served() == {}


def test_every_error_page_that_nginx_names_is_published(site: PublishedSite) -> None:
    site.publish("v1.0.0")
    configuration = (REPO_DIR / "nginx/configuration/snippets/errors.conf").read_text()
    named = set(re.findall(r"/errors/(\d+)\.", configuration))
    assert {file.stem for file in (site.folder / "errors").iterdir()} == named


@pytest.mark.parametrize("status", [400, 413, 429, 503])
def test_error_pages_are_published_as_html_and_json(site: PublishedSite, status: int) -> None:
    site.publish("v1.0.0")
    page = (site.folder / "errors" / f"{status}.html").read_text()
    assert '<main class="message">' in page
    assert 'href="/static/app.' in page
    error = json.loads((site.folder / "errors" / f"{status}.json").read_text())["error"]
    assert sorted(error) == ["code", "message"]


def test_the_503_page_of_nginx_does_not_mention_the_database(site: PublishedSite) -> None:
    site.publish("v1.0.0")
    page = (site.folder / "errors" / "503.html").read_text()
    assert "The site does not answer just now" in page
    assert "database" not in page


def test_without_collected_files_the_error_says_what_to_do(tmp_path: Path, settings: Settings) -> None:
    settings.STATIC_ROOT = tmp_path
    with pytest.raises(CommandError, match=r"holds no staticfiles.json: run collectstatic"):
        call_command("publish_static", tmp_path / "site")


def test_file_times_follow_the_clock_of_this_machine(site: PublishedSite) -> None:
    """let_days_pass relies on this."""
    site.publish("v1.0.0", us1="map of the US")
    assert abs(site.file("us1").stat().st_mtime - time.time()) < DAY
