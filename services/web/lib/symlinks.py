"""Symbolic links that change their target while others follow them."""

import os
from pathlib import Path
from uuid import uuid4


def point(link: Path, target: Path) -> None:
    """Make `link` lead to `target` by one rename: whoever follows it meanwhile finds the old target or the new.

    The link is relative, since containers may mount the folder at different places. Raises OSError.
    """
    fresh = link.with_name(f".{link.name}-{uuid4().hex}")
    fresh.symlink_to(os.path.relpath(target, link.parent))
    try:
        fresh.replace(link)
    except OSError:
        fresh.unlink()
        raise
