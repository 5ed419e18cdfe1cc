"""The answers epoch: a folder behind a link that nginx resolves into the key of everything it keeps.

Switching the link puts all that nginx kept out of reach at once, in the very next request. The folder is called
`answers-<release>-<nanoseconds>` and holds one empty file, named after the fingerprint of the data.
"""

import shutil
import time
from pathlib import Path

from django.conf import settings

from lib.symlinks import point

KEPT = 2  # epochs: nginx may be half-way through resolving the one before


def start_epoch(link: Path, *, release: str, data: str = "") -> None:
    """Leave all kept answers behind. `data`: the fingerprint they come from now, where it is known. Raises OSError."""
    fresh = link.with_name(f"{link.name}-{release}-{time.time_ns()}")
    fresh.mkdir()
    if data:
        (fresh / data).touch()
    point(link, fresh)
    for old in sorted(link.parent.glob(f"{link.name}-*"), key=_begun)[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)  # another process may be at it


def epoch_release(link: Path) -> str | None:
    """The release whose answers are kept in the present epoch; None before the first."""
    if not link.is_dir():
        return None
    return link.readlink().name.removeprefix(f"{link.name}-").rpartition("-")[0]


def start_epoch_of_this_build() -> None:
    """A new epoch if the present one is another release's: called by a server that has begun to answer."""
    link = Path(settings.CACHE_EPOCH_LINK)
    if settings.CACHE_EPOCH_LINK and epoch_release(link) != settings.BUILD_ID:
        start_epoch(link, release=settings.BUILD_ID)


def start_epoch_after_load(fingerprint: str, *, fresh: bool) -> None:
    """A new epoch after a load; also where an earlier load was stopped before it could begin one.

    It keeps the release of the present one: during a release the old code answers on for a while, and the new code
    must find an epoch that is not its own.
    """
    link = Path(settings.CACHE_EPOCH_LINK)
    if settings.CACHE_EPOCH_LINK and (fresh or not (link / fingerprint).exists()):
        start_epoch(link, release=epoch_release(link) or settings.BUILD_ID, data=fingerprint)


def _begun(epoch: Path) -> int:
    nanoseconds = epoch.name.rpartition("-")[2]
    return int(nanoseconds) if nanoseconds.isdigit() else 0
