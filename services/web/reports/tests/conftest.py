from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from pytest_django import Settings


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """An empty REPORTS_DIR, and rate limits that no other test has used up."""
    settings.REPORTS_DIR = str(tmp_path)
    cache.clear()
    yield tmp_path
    cache.clear()
