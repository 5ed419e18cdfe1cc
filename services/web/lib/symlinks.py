"""Switches a symbolic link to another target while other processes use it."""

import os
from pathlib import Path
from uuid import uuid4


def switch_symlink(link: Path, target: Path) -> None:
    """Make `link` point to `target` by one rename: another process always finds the old target or the new one.

    The link is relative, because containers may mount the folder at different paths. Raises OSError.
    """
    new_link = link.with_name(f".{link.name}-{uuid4().hex}")
    new_link.symlink_to(os.path.relpath(target, link.parent))
    try:
        new_link.replace(link)
    except OSError:
        new_link.unlink()
        raise
