from collections.abc import Iterator

import pytest
from django.core.cache import cache
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _quick(settings: Settings) -> Iterator[None]:
    """No folders but a test's own, no try of another test counted, and a hash that takes no half second."""
    for name in ("MONITOR_DIR", "BACKUP_DIR", "RELEASES_DIR", "REPORTS_DIR"):
        setattr(settings, name, "")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    yield
    cache.clear()
