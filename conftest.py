"""Fixtures for the tests of all folders: the real places in every test database, and a Redis that a test may stop.

The data file is part of the product. Tests change the loaded data only inside transactions: a test with
`django_db(transaction=True)` would empty the database for the next test.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from pytest_django import DjangoDbBlocker, Settings

from tests.places_database import temporary_database


def pytest_configure(config: pytest.Config) -> None:
    """Give each worker of pytest-xdist a Redis database of its own, because tests empty the cache.

    Let whitenoise look for a file when it is requested: otherwise each test's client searches a thousand maps, which
    takes longer than most tests.
    """
    django_settings.WHITENOISE_AUTOREFRESH = True
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    default: dict[str, Any] = django_settings.CACHES["default"]
    if "db=0" in default.get("LOCATION", ""):
        default["LOCATION"] = default["LOCATION"].replace("db=0", f"db={worker}")


def pytest_terminal_summary(config: pytest.Config) -> None:
    """List failed tests with their reasons, for which the 80 columns of a log file have no room."""
    if not sys.stdout.isatty():
        config.get_terminal_writer().fullwidth = 200


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """SQLite: a copy of a database file that is filled once. PostgreSQL: a test database that each worker fills now."""
    with django_db_blocker.unblock(), temporary_database():
        yield


@pytest.fixture
def own_redis(tmp_path: Path, settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    """A Redis that a test may stop. It replaces the one that all tests share."""
    program = shutil.which("redis-server")
    assert program, "the tests marked redis need redis-server; `make test` installs it on Debian"
    socket = tmp_path / "redis.sock"
    command = [program, "--port", "0", "--unixsocket", str(socket), "--save", "", "--dir", str(tmp_path)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        for _ in range(100):
            if socket.exists():
                break
            time.sleep(0.05)
        default: dict[str, Any] = settings.CACHES["default"]
        settings.CACHES = {"default": default | {"LOCATION": f"unix://{socket}?db=0"}}
        yield process
    finally:
        process.kill()
        process.wait()
