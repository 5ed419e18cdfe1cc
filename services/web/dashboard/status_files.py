"""The small files that others write: the monitor's and the backup's status, and the list of releases."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

RELEASES_SHOWN = 12
LARGEST = 2**20  # bytes that are read of a file, at its end


def status(folder: str) -> dict[str, Any] | None:
    """A status.json; None where there is none that can be read."""
    if not folder:
        return None
    try:
        found = json.loads((Path(folder) / "status.json").read_bytes())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def releases(folder: str) -> list[dict[str, Any]]:
    """The newest first."""
    return list(lines(Path(folder) / "releases.jsonl"))[::-1][:RELEASES_SHOWN] if folder else []


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file with one on each line; a line that is none is passed over."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - LARGEST))
            for text in file:
                if (entry := _entry(text)) is not None:
                    yield entry
    except OSError:
        return


def _entry(text: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
