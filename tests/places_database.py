"""Databases with the real places, for the tests of all folders."""

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
def temporary_database() -> Iterator[None]:
    """Connect Django to a temporary database with the real places."""
    from django.db import connection  # not at the top: this module is imported before the settings exist

    with _sqlite_copy() if connection.vendor == "sqlite" else _postgresql_database():
        yield


@contextmanager
def _sqlite_copy() -> Iterator[None]:
    from django.db import connection

    source = sqlite_with_places()
    with tempfile.TemporaryDirectory(dir=BUILD_CACHE.parent, prefix="test-") as folder:
        original_name = connection.settings_dict["NAME"]
        connection.close()
        connection.settings_dict["NAME"] = str(shutil.copy(source, folder))
        yield
        connection.close()
        connection.settings_dict["NAME"] = original_name


@contextmanager
def _postgresql_database() -> Iterator[None]:
    from django.core.management import call_command
    from django.test.utils import setup_databases, teardown_databases

    old_config = setup_databases(verbosity=0, interactive=False)
    try:
        call_command("load_places")
        yield
    finally:
        teardown_databases(old_config, verbosity=0)


def sqlite_with_places() -> Path:
    """A cached SQLite file with the real places. Copy it before use: nothing may write to it."""
    other_migrations = [WEB / "plays" / "migrations", WEB / "dashboard" / "migrations"]
    return cached("places", [WEB / "places", *(WEB / "quizzes").rglob("*.py"), *other_migrations], _build_sqlite)


def _build_sqlite(path: Path) -> None:
    environ = os.environ | {"DATABASE_URL": f"sqlite:///{path}", "TOPONAUT_ENV": "laptop"}
    for command in (["migrate", "--verbosity", "0", "--skip-checks"], ["load_places"]):
        subprocess.run([sys.executable, str(WEB / "manage.py"), *command], env=environ, check=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")  # leaves one file to copy, without a write-ahead log
