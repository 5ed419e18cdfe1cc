"""Records states that should not happen. Code that meets such a state reports it here, and continues if it can."""

import logging
import sys
import traceback
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from types import FrameType

from django.conf import settings

from config.request_id import current_request_id
from lib.rate_counter import count_event
from reports.fingerprints import fingerprint
from reports.report_files import append_report
from reports.sanitizing import sanitize_line

log = logging.getLogger("toponaut.impossible")

MAX_PER_MINUTE = 60  # lines in the file; the log has all reports, and nginx limits the requests
MAX_CONTEXT_KEYS = 12
MAX_VALUE_LENGTH = 300  # characters


def report_impossible_state(what: str, **context: object) -> None:
    """Record a state that should not happen. Never raises.

    `what`: the same words each time, because reports are counted by them. `context`: ids and numbers; nothing that
    identifies the player. While an exception is being handled, the place that raised it is recorded too.
    """
    try:
        _record(what, context, sys._getframe(1))
    except Exception:
        log.exception("impossible: %s (and it could not be recorded)", what)


def _record(what: str, context: dict[str, object], caller: FrameType) -> None:
    where = _raising_place() or _place(caller.f_code.co_filename, caller.f_lineno, caller.f_code.co_name)
    values = {name: _recorded_value(value) for name, value in islice(context.items(), MAX_CONTEXT_KEYS)}
    log.error("impossible: %s at %s %s", what, where, values, exc_info=sys.exc_info()[0] is not None)
    if count_event("impossible", seconds=60) > MAX_PER_MINUTE:
        return
    append_report("impossible", {
        "at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "fingerprint": fingerprint(what, where.partition(":")[0]),
        "what": sanitize_line(what, MAX_VALUE_LENGTH),
        "where": where,
        "context": values,
        "release": settings.RELEASE,
        "request_id": current_request_id(),
    })  # fmt: skip


def _recorded_value(value: object) -> str | int | float | bool | None:
    if value is None or isinstance(value, int | float):
        return value
    return sanitize_line(str(value)[: 2 * MAX_VALUE_LENGTH], MAX_VALUE_LENGTH)


def _raising_place() -> str | None:
    """Where the exception that is being handled was raised: the innermost frame of our code, or else of any code."""
    frames = traceback.extract_tb(sys.exc_info()[2])
    if not frames:
        return None
    our_frames = [frame for frame in frames if _is_our_code(Path(frame.filename))]
    innermost = (our_frames or frames)[-1]
    return _place(innermost.filename, innermost.lineno or 0, innermost.name)


def _is_our_code(file: Path) -> bool:
    return settings.WEB_DIR in file.parents and "site-packages" not in file.parts


def _place(file: str, line: int, function: str) -> str:
    path = Path(file)
    name = path.relative_to(settings.WEB_DIR) if settings.WEB_DIR in path.parents else path.name
    return f"{name}:{line} {function}"
