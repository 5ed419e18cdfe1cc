"""Databases with the real places, for the tests."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.build_cache import cached
from tests.paths import BUILD_CACHE, WEB


@contextmanager
def throwaway_database() -> Iterator[None]:
    """Point Django's default connection at a database of its own with the real places."""
    from django.db import connection  # here: the settings are not there yet when this module is imported

    with _sqlite_copy() if connection.vendor == "sqlite" else _postgresql_database():
        yield


@contextmanager
def _sqlite_copy() -> Iterator[None]:
    from django.db import connection

    original = loaded_sqlite()
    with tempfile.TemporaryDirectory(dir=BUILD_CACHE.parent, prefix="test-") as folder:
        before = connection.settings_dict["NAME"]
        connection.close()
        connection.settings_dict["NAME"] = str(shutil.copy(original, folder))
        yield
        connection.close()
        connection.settings_dict["NAME"] = before


@contextmanager
def _postgresql_database() -> Iterator[None]:
    from django.core.management import call_command
    from django.test.utils import setup_databases, teardown_databases

    old = setup_databases(verbosity=0, interactive=False)
    try:
        call_command("load_places")
        yield
    finally:
        teardown_databases(old, verbosity=0)


def loaded_sqlite() -> Path:
    """A SQLite file with the real places. Copy it; never write to it."""
    tables = [WEB / "plays" / "migrations", WEB / "dashboard" / "migrations"]
    return cached("places", [WEB / "places", *(WEB / "quizzes").rglob("*.py"), *tables], _load)


def _load(path: Path) -> None:
    environ = os.environ | {"DATABASE_URL": f"sqlite:///{path}", "TOPONAUT_ENV": "laptop"}
    for command in (["migrate", "--verbosity", "0", "--skip-checks"], ["load_places"]):
        subprocess.run([sys.executable, str(WEB / "manage.py"), *command], env=environ, check=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")  # one file to copy, without its write-ahead log
