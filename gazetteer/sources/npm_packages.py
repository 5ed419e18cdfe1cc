"""Finds files in the pinned npm packages."""

import json
from pathlib import Path

from gazetteer.sources import SourceError


def npm_file(package: Path, version: str, path: str) -> Path:
    """The file `path` of the npm package in the folder `package`. Raises `SourceError` for another version."""
    manifest = package / "package.json"
    if not manifest.is_file():
        raise SourceError(f"{package.name} is not installed: run `npm ci` in gazetteer/")
    installed = json.loads(manifest.read_text("utf-8"))["version"]
    if installed != version:
        raise SourceError(
            f"{package.name} has version {installed}, but the build is pinned to {version}: run `npm ci` in gazetteer/"
        )
    return package / path
