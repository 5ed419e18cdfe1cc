from collections.abc import Iterator

import pytest
from django.core.cache import cache
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _isolated_dashboard(settings: Settings) -> Iterator[None]:
    """No data folders, no login attempts of other tests, and a fast password hash: the real one takes half a second."""
    for name in ("MONITOR_DIR", "BACKUP_DIR", "RELEASES_DIR", "REPORTS_DIR", "BANS_DIR"):
        setattr(settings, name, "")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    yield
    cache.clear()
