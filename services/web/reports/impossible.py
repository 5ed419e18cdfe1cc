"""States that should not happen. Who meets one says so here, and goes on as well as it can for the player."""

import logging
import sys
import traceback
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from types import FrameType

from django.conf import settings

from config.request_id import current_id
from lib.rate_counter import count
from reports import cleaning, files
from reports.fingerprints import fingerprint

log = logging.getLogger("toponaut.impossible")

MOST_A_MINUTE = 60  # lines of the file; the log gets them all, and nginx bounds the requests
MOST_KEYS = 12
LONGEST_VALUE = 300  # characters


def impossible(what: str, **context: object) -> None:
    """Note a state that should not happen, with what is known of it. Never raises, and answers nothing.

    `what`: the same words each time, by which they are counted. `context`: ids and numbers; nothing that says who the
    player is. An exception that is being handled is noted with the place that raised it.
    """
    try:
        _note(what, context, sys._getframe(1))
    except Exception:
        log.exception("impossible: %s (and it could not be noted)", what)


def _note(what: str, context: dict[str, object], caller: FrameType) -> None:
    where = _raised() or _place(caller.f_code.co_filename, caller.f_lineno, caller.f_code.co_name)
    kept = {name: _shown(value) for name, value in islice(context.items(), MOST_KEYS)}
    log.error("impossible: %s at %s %s", what, where, kept, exc_info=sys.exc_info()[0] is not None)
    if count("impossible", seconds=60) > MOST_A_MINUTE:
        return
    files.append("impossible", {
        "at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "fingerprint": fingerprint(what, where.partition(":")[0]),
        "what": cleaning.line(what, LONGEST_VALUE),
        "where": where,
        "context": kept,
        "release": settings.RELEASE,
        "request_id": current_id(),
    })  # fmt: skip


def _shown(value: object) -> str | int | float | bool | None:
    if value is None or isinstance(value, int | float):
        return value
    return cleaning.line(str(value)[: 2 * LONGEST_VALUE], LONGEST_VALUE)


def _raised() -> str | None:
    """Where the exception that is being handled was raised, in our code as far as it passed there."""
    frames = traceback.extract_tb(sys.exc_info()[2])
    if not frames:
        return None
    ours = [frame for frame in frames if _is_ours(Path(frame.filename))]
    innermost = (ours or frames)[-1]
    return _place(innermost.filename, innermost.lineno or 0, innermost.name)


def _is_ours(file: Path) -> bool:
    return settings.WEB in file.parents and "site-packages" not in file.parts


def _place(file: str, line: int, function: str) -> str:
    path = Path(file)
    name = path.relative_to(settings.WEB) if settings.WEB in path.parents else path.name
    return f"{name}:{line} {function}"
