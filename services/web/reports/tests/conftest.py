from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from pytest_django import Settings


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """The folder of reports, and no limit used up by another test."""
    settings.REPORTS_DIR = str(tmp_path)
    cache.clear()
    yield tmp_path
    cache.clear()
