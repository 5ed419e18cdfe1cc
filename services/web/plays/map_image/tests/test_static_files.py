"""Files of the site's own are found where their sources are, and where only hashed ones are left."""

import json
from pathlib import Path

import pytest
from django.conf import settings as site
from pytest_django import Settings

from plays.map_image.static_files import static_path


def test_on_a_laptop_they_are_the_sources(settings: Settings) -> None:
    assert static_path("maps/fr.json") == site.WEB_DIR / "quizzes" / "static" / "maps" / "fr.json"


def test_what_there_is_not_has_no_path() -> None:
    assert static_path("maps/atlantis.json") is None


@pytest.fixture
def image(settings: Settings, tmp_path: Path) -> Path:
    """STATIC_ROOT as in the image: a manifest and hashed files."""
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "fr.0123456789ab.json").write_text("{}")
    names = {"maps/fr.json": "maps/fr.0123456789ab.json", "maps/de.json": "maps/de.0123456789ab.json"}
    manifest = {"version": "1.1", "paths": names, "hash": ""}
    (tmp_path / "staticfiles.json").write_text(json.dumps(manifest))
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": site.HASHED_STORAGE}}
    return tmp_path


def test_in_the_image_they_have_a_hash_in_their_names(image: Path) -> None:
    assert static_path("maps/fr.json") == image / "maps" / "fr.0123456789ab.json"


@pytest.mark.parametrize("name", ["maps/atlantis.json", "maps/de.json"])
def test_a_file_that_is_not_there_has_no_path_in_the_image_either(image: Path, name: str) -> None:
    assert static_path(name) is None
