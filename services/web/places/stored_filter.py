"""Reads the near filter from the database, and compresses it there.

A load stores it uncompressed, because the release that serves during the load may not be able to decompress it. The
next `load_places` of this data, at the latest that of the next release, compresses it: pg_dump then takes 14 MB less.
"""

import zlib

from django.db import connection

from places.models import DataVersion
from places.near_misses import FILTER_BITS

FILTER_BYTES = FILTER_BITS // 8
CHUNK_BYTES = 2**18  # read by one query


def read_near_filter(fingerprint: str) -> bytes | None:
    """The bits of the near filter; None if the data with this fingerprint is no longer loaded, or has just changed.

    They are read in chunks, because a connection to PostgreSQL keeps a buffer that is larger than the largest result.
    """
    chunks: list[bytes] = []
    lengths: set[int] = set()
    with connection.cursor() as cursor:
        while not chunks or chunks[-1]:
            cursor.execute(
                "SELECT substr(near_filter, %s, %s), length(near_filter) FROM places_dataversion"
                " WHERE fingerprint = %s",
                [1 + len(chunks) * CHUNK_BYTES, CHUNK_BYTES, fingerprint],
            )
            chunk, length = cursor.fetchone() or (b"", 0)
            chunks.append(bytes(chunk))
            lengths.add(length)
    if len(lengths) > 1 or lengths == {0}:
        return None
    stored = b"".join(chunks)
    return stored if len(stored) == FILTER_BYTES else zlib.decompress(stored)


def compress_near_filter() -> None:
    """Compress the stored filter, unless it is compressed already. It takes 0.7 s."""
    stored = bytes(DataVersion.objects.values_list("near_filter", flat=True).get())
    if len(stored) == FILTER_BYTES:
        DataVersion.objects.update(near_filter=zlib.compress(stored))
