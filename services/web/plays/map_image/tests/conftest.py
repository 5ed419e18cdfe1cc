import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.cache import cache
from pytest_django import Settings

FONT_PACKAGES = site.WEB_DIR / "frontend" / "node_modules" / "@fontsource"


@pytest.fixture(autouse=True)
def _clear_cache() -> Iterator[None]:
    """No test reads an image that another test has cached."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="session")
def frontend_dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the fonts of a built frontend: `make check` runs without building it."""
    folder = tmp_path_factory.mktemp("dist") / "fonts"
    folder.mkdir()
    for family, file in [
        ("alegreya", "alegreya-latin-400-normal"),
        ("alegreya", "alegreya-latin-ext-400-normal"),
        ("source-sans-3", "source-sans-3-latin-400-normal"),
        ("source-sans-3", "source-sans-3-latin-600-normal"),
    ]:
        shutil.copy(FONT_PACKAGES / family / "files" / f"{file}.woff2", folder)
    return folder.parent


@pytest.fixture
def fonts(frontend_dist: Path, settings: Settings) -> None:
    """Makes the fonts available as static files."""
    settings.STATICFILES_DIRS = [frontend_dist]
