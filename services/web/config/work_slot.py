"""One slot for the whole stack: only one worker at a time does work that takes more than 25 ms of a core.

Everybody else's requests then always find the other worker and most of the core, however many expensive requests one
client sends. Whoever finds the slot taken is answered at once: waiting would occupy the other worker.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error, connection

from config.temporary_errors import TemporaryError
from lib.process_memory import trim_heap

# The key of PostgreSQL's advisory lock: any number that no other lock uses.
_LOCK_KEY = 7_309_941
SLOT_RETRY_SECONDS = 2  # the most expensive request holds the slot for as long
# Bytes: a larger body is read only in the slot. 48 KB hold the ids of 5,000 places, whose parsing takes 5 ms.
MAX_BODY_WITHOUT_SLOT = 48 * 1024


@contextmanager
def work_slot() -> Iterator[None]:
    """Hold the slot during the block. Raises the TemporaryError `busy` if another worker holds it.

    An advisory lock needs no Redis, counts over all containers, and ends with its connection: a killed worker holds
    none. SQLite, on a laptop, has one visitor and no slot.
    """
    if connection.vendor != "postgresql":
        yield
        return
    if not _query("SELECT pg_try_advisory_lock(%s)"):
        message = "The server is busy with another large request. Try again in a few seconds."
        raise TemporaryError("busy", message, SLOT_RETRY_SECONDS)
    try:
        yield
    finally:
        trim_heap()  # before the other worker may take the slot: both at their largest do not fit into the container
        try:
            _query("SELECT pg_advisory_unlock(%s)")
        except Error:
            connection.close()  # ends the lock too


def _query(statement: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement, [_LOCK_KEY])
        (result,) = cursor.fetchone() or (False,)
        return bool(result)
