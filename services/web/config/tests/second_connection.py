"""A second connection to the test's database, as another worker has, and the work slot held by it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.db import Error, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from config.work_slot import _LOCK_KEY


@contextmanager
def other_connection(**options: Any) -> Iterator[BaseDatabaseWrapper]:
    """A second connection to the test's database."""
    other = connection.copy()
    other.settings_dict = other.settings_dict | {"OPTIONS": other.settings_dict["OPTIONS"] | options}
    try:
        yield other
    finally:
        other.close()


@contextmanager
def taken_slot() -> Iterator[int]:
    """Another worker holds the slot during the block. Yields the id of its connection's process in PostgreSQL."""
    with other_connection() as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid(), pg_try_advisory_lock(%s)", [_LOCK_KEY])
        (process, held) = cursor.fetchone()
        assert held
        yield process
        with suppress(Error):  # the connection may have been ended
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK_KEY])
