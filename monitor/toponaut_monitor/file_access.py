"""Writes text files so that no reader sees half of one, and reads their lines."""

import os
from pathlib import Path

from toponaut_sidecar.errors import SidecarError


def write_atomically(path: Path, text: str) -> None:
    """Write a file. Readers see the old content or the new content, even after a power cut. Raises SidecarError."""
    unfinished = path.with_name(f".{path.name}")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        raise SidecarError(f"{path} cannot be written: {error}") from error


def read_lines(path: Path) -> list[str]:
    """The file's lines with their line ends; an empty list if there is no file."""
    try:
        return path.read_text(encoding="utf-8").splitlines(keepends=True)
    except FileNotFoundError:
        return []
