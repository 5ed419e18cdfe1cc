"""The cache epoch: a folder behind a link. nginx resolves the link, and the folder's path is part of every cache key.

Switching the link to a new folder invalidates all that nginx has cached, from the very next request on. The folder is
called `cache-epoch-<release>-<nanoseconds>` and holds one empty file, named after the fingerprint of the data.
"""

import shutil
import time
from pathlib import Path

from django.conf import settings

from lib.symlinks import switch_symlink

MAX_EPOCHS = 2  # folders that are kept: a request that nginx is handling may still use the previous one


def start_epoch(link: Path, *, release: str, data_fingerprint: str = "") -> None:
    """Invalidate all cached responses. Raises OSError.

    `data_fingerprint`: the fingerprint of the data that responses are now made from; empty if it is not known.
    """
    folder = link.with_name(f"{link.name}-{release}-{time.time_ns()}")
    folder.mkdir()
    if data_fingerprint:
        (folder / data_fingerprint).touch()
    switch_symlink(link, folder)
    for old in sorted(link.parent.glob(f"{link.name}-*"), key=_epoch_time_from_name)[:-MAX_EPOCHS]:
        shutil.rmtree(old, ignore_errors=True)  # another process may be deleting it


def epoch_release(link: Path) -> str | None:
    """The release whose responses the current epoch holds; None before the first epoch."""
    if not link.is_dir():
        return None
    return link.readlink().name.removeprefix(f"{link.name}-").rpartition("-")[0]


def start_epoch_of_this_build() -> None:
    """Start an epoch if the current one belongs to another release. A server calls this when it begins to serve."""
    link = Path(settings.CACHE_EPOCH_LINK)
    if settings.CACHE_EPOCH_LINK and epoch_release(link) != settings.BUILD_ID:
        start_epoch(link, release=settings.BUILD_ID)


def start_epoch_after_load(data_fingerprint: str, *, loaded: bool) -> None:
    """Start an epoch after a load of data, or if an earlier load was stopped before it could start one.

    `loaded`: whether the data was loaded just now. The new epoch is named after the release of the previous one. During
    a deploy the old code goes on serving; when the new code begins, it sees another release's name and starts its own
    epoch.
    """
    link = Path(settings.CACHE_EPOCH_LINK)
    if settings.CACHE_EPOCH_LINK and (loaded or not (link / data_fingerprint).exists()):
        start_epoch(link, release=epoch_release(link) or settings.BUILD_ID, data_fingerprint=data_fingerprint)


def _epoch_time_from_name(folder: Path) -> int:
    nanoseconds = folder.name.rpartition("-")[2]
    return int(nanoseconds) if nanoseconds.isdigit() else 0
