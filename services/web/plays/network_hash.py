"""A code that stands for a client's network during one day. From the code nobody can compute the address.

The key is random and new for each day (UTC). It is in a file in memory that all workers and releases share, is deleted
when the next day's key is made, and is in no backup. A reboot loses it too: then the day begins again.
"""

import logging
import os
import secrets
import tempfile
from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from config.client_address import client_network

log = logging.getLogger("toponaut.plays")

KEY_BYTES = 32
HASH_BYTES = 8  # two of ten thousand networks get the same code once in 400 billion days
_FILE_PREFIX = "network-key-"


def network_hash(request: HttpRequest) -> str:
    """16 hexadecimal digits: the same for all requests of a network on a day (UTC)."""
    key = _key_of(f"{timezone.now():%Y-%m-%d}")
    return blake2b(client_network(request).encode(), key=key, digest_size=HASH_BYTES).hexdigest()


@lru_cache(maxsize=1)
def _key_of(day: str) -> bytes:
    """The key of a day. Without the folder each worker has a key of its own, so it counts and groups on its own."""
    try:
        return _shared_key(Path(settings.NETWORK_KEY_DIR), day)
    except OSError as problem:
        log.warning("no key of the day in %s, so this worker counts on its own: %s", settings.NETWORK_KEY_DIR, problem)
        return secrets.token_bytes(KEY_BYTES)


def _shared_key(folder: Path, day: str) -> bytes:
    """The key in the day's file. If there is none yet, makes it and deletes those of other days. Raises OSError."""
    file = folder / f"{_FILE_PREFIX}{day}"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _create_complete(file, secrets.token_bytes(KEY_BYTES))
        for other in set(folder.glob(f"{_FILE_PREFIX}*")) - {file}:
            other.unlink(missing_ok=True)
    return file.read_bytes()


def _create_complete(file: Path, content: bytes) -> None:
    """Create a file that others see with its whole content or not at all. One that exists already stays."""
    with tempfile.NamedTemporaryFile(dir=file.parent, prefix=".new-key-") as temporary:  # readable by this user only
        temporary.write(content)
        temporary.flush()
        with suppress(FileExistsError):  # another worker was faster
            os.link(temporary.name, file)
