"""Replaces positions in built scripts by source positions, in the stack trace of a browser's error.

The source maps are in the release's image, and are never served. A script's name holds the hash of its content, which
shows whether a frame is from this release. Frames of another release are left unmapped. So the errors of a release are
mapped only while it runs.
"""

import json
import logging
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

from reports.source_maps import source_position

log = logging.getLogger("toponaut.reports")

_FRAME = re.compile(r"/static/(?P<name>[a-z-]+)(?P<hash>\.[0-9a-f]{12})?\.js:(?P<line>\d{1,7}):(?P<column>\d{1,7})")
_WEBPACK_PREFIX = re.compile(r"^webpack://[^/]*/(?:\./)?")
MAX_FRAMES = 10  # the innermost frames say where it happened; each frame needs a pass over a source map, up to 20 ms


def map_stack(stack: str) -> str:
    """The stack, with source file, line and column instead of each position that this release's source maps know."""
    maps: dict[str, dict[str, Any] | None] = {}
    frames_left = MAX_FRAMES

    def mapped_frame(frame: re.Match[str]) -> str:
        nonlocal frames_left
        frames_left -= 1
        name = frame["name"]
        if frames_left < 0 or not _is_of_this_release(frame):
            return frame[0]
        if name not in maps:
            maps[name] = _read_source_map(name)
        return _source_place(maps[name], frame) or frame[0]

    return _FRAME.sub(mapped_frame, stack)


def _is_of_this_release(frame: re.Match[str]) -> bool:
    plain_name = f"{frame['name']}.js"
    hashed_files = getattr(staticfiles_storage, "hashed_files", {})
    return bool(hashed_files.get(plain_name, plain_name) == f"{frame['name']}{frame['hash'] or ''}.js")


def _source_place(source_map: dict[str, Any] | None, frame: re.Match[str]) -> str | None:
    try:
        position = source_position(source_map, int(frame["line"]), int(frame["column"])) if source_map else None
    except (KeyError, IndexError, TypeError, ValueError):
        log.exception("the source map of %s.js is broken", frame["name"])
        return None
    if position is None:
        return None
    return f"{_WEBPACK_PREFIX.sub('', position.source)}:{position.line}:{position.column}"


def _read_source_map(name: str) -> dict[str, Any] | None:
    try:
        content: dict[str, Any] = json.loads((Path(settings.SOURCE_MAPS_DIR) / f"{name}.js.map").read_bytes())
    except (OSError, ValueError):
        return None  # on a laptop that has not built for production
    return content
