"""Finding a file in a pinned npm package."""

import json
from pathlib import Path

from gazetteer.sources import SourceError


def npm_file(package: Path, version: str, path: str) -> Path:
    """The file `path` of the npm package in folder `package`, which must be of `version`."""
    manifest = package / "package.json"
    if not manifest.is_file():
        raise SourceError(f"{package.name} is not installed: run `npm ci` in gazetteer")
    found = json.loads(manifest.read_text("utf-8"))["version"]
    if found != version:
        raise SourceError(
            f"{package.name} is version {found}, the build is pinned to {version}: run `npm ci` in gazetteer"
        )
    return package / path
