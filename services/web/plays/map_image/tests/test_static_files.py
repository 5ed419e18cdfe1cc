"""Static files are found on a laptop, which has their sources, and in the image, which has only hashed files."""

import json
from pathlib import Path

import pytest
from django.conf import settings as site
from pytest_django import Settings

from plays.map_image.static_files import static_path


def test_on_a_laptop_the_source_file_is_found(settings: Settings) -> None:
    assert static_path("maps/fr.json") == site.WEB_DIR / "quizzes" / "static" / "maps" / "fr.json"


def test_a_missing_file_has_no_path() -> None:
    assert static_path("maps/atlantis.json") is None


@pytest.fixture
def container_image(settings: Settings, tmp_path: Path) -> Path:
    """STATIC_ROOT as in the container image: a manifest and hashed files."""
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "fr.0123456789ab.json").write_text("{}")
    names = {"maps/fr.json": "maps/fr.0123456789ab.json", "maps/de.json": "maps/de.0123456789ab.json"}
    manifest = {"version": "1.1", "paths": names, "hash": ""}
    (tmp_path / "staticfiles.json").write_text(json.dumps(manifest))
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": site.HASHED_STORAGE}}
    return tmp_path


def test_in_the_container_image_the_hashed_file_is_found(container_image: Path) -> None:
    assert static_path("maps/fr.json") == container_image / "maps" / "fr.0123456789ab.json"


@pytest.mark.parametrize("name", ["maps/atlantis.json", "maps/de.json"])
def test_in_the_container_image_a_missing_file_has_no_path(container_image: Path, name: str) -> None:
    assert static_path(name) is None
