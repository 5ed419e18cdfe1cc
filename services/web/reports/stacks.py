"""A browser's stack in the words of our sources. The release's own maps lie in its image, and are served to nobody.

A script's name has the hash of its content, so a stack of another release is recognised, and left as it is: the
release that a page is of maps its errors, as long as it runs.
"""

import json
import logging
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

from reports.source_maps import original

log = logging.getLogger("toponaut.reports")

_FRAME = re.compile(r"/static/(?P<name>[a-z-]+)(?P<hash>\.[0-9a-f]{12})?\.js:(?P<line>\d{1,7}):(?P<column>\d{1,7})")
_PREFIX = re.compile(r"^webpack://[^/]*/(?:\./)?")
MOST_FRAMES = 10  # the innermost say where it happened; each takes a pass over a map, 20 ms for the largest


def mapped(stack: str) -> str:
    """The stack with places in our scripts named by source file, line and column, as far as this release's maps go."""
    maps: dict[str, dict[str, Any] | None] = {}
    left = MOST_FRAMES

    def place(frame: re.Match[str]) -> str:
        nonlocal left
        left -= 1
        name = frame["name"]
        if left < 0 or not _is_ours(frame):
            return frame[0]
        if name not in maps:
            maps[name] = _read(name)
        return _place(maps[name], frame) or frame[0]

    return _FRAME.sub(place, stack)


def _is_ours(frame: re.Match[str]) -> bool:
    """Whether the script is the one of this release."""
    plain = f"{frame['name']}.js"
    hashed = getattr(staticfiles_storage, "hashed_files", {})
    return bool(hashed.get(plain, plain) == f"{frame['name']}{frame['hash'] or ''}.js")


def _place(source_map: dict[str, Any] | None, frame: re.Match[str]) -> str | None:
    try:
        found = original(source_map, int(frame["line"]), int(frame["column"])) if source_map else None
    except (KeyError, IndexError, TypeError, ValueError):
        log.exception("the source map of %s.js is broken", frame["name"])
        return None
    return f"{_PREFIX.sub('', found.source)}:{found.line}:{found.column}" if found else None


def _read(name: str) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads((Path(settings.SOURCE_MAPS) / f"{name}.js.map").read_bytes())
    except (OSError, ValueError):
        return None  # a laptop that has not built for production
    return found
