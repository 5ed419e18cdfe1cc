import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.cache import cache
from pytest_django import Settings

FONTS = site.WEB_DIR / "frontend" / "node_modules" / "@fontsource"


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """No test is given a picture that another has drawn."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built frontend as far as pictures need it: `make check` builds none."""
    fonts = tmp_path_factory.mktemp("dist") / "fonts"
    fonts.mkdir()
    for family, file in [
        ("alegreya", "alegreya-latin-400-normal"),
        ("alegreya", "alegreya-latin-ext-400-normal"),
        ("source-sans-3", "source-sans-3-latin-400-normal"),
        ("source-sans-3", "source-sans-3-latin-600-normal"),
    ]:
        shutil.copy(FONTS / family / "files" / f"{file}.woff2", fonts)
    return fonts.parent


@pytest.fixture
def lettered(built: Path, settings: Settings) -> None:
    """The fonts can be found."""
    settings.STATICFILES_DIRS = [built]
