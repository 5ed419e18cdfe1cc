"""Reads the small files that other containers write: the status of monitor and backup, and the release history."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MAX_RELEASES = 12
MAX_BYTES = 2**20  # how much of a file is read, from its end


def read_status(folder: str) -> dict[str, Any] | None:
    """The folder's status.json; None if it is missing or cannot be read."""
    if not folder:
        return None
    try:
        status = json.loads((Path(folder) / "status.json").read_bytes())
    except (OSError, ValueError):
        return None
    return status if isinstance(status, dict) else None


def read_releases(folder: str) -> list[dict[str, Any]]:
    """The last entries of the release history, the newest first."""
    return list(json_lines(Path(folder) / "releases.jsonl"))[::-1][:MAX_RELEASES] if folder else []


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of a file with one object on each line. Invalid lines are skipped."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - MAX_BYTES))
            for line in file:
                if (entry := _parse_line(line)) is not None:
                    yield entry
    except OSError:
        return


def _parse_line(line: bytes) -> dict[str, Any] | None:
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    return entry if isinstance(entry, dict) else None
