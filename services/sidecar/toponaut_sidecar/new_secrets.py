"""Secrets that an operator wants to use from now on. `make rotate` has them tried before they replace the old ones."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def new_secrets(*names: str) -> Iterator[Path]:
    """A folder, in memory, with a file for each name. Standard input has the secrets, one a line, in this order."""
    with TemporaryDirectory() as folder:
        for name in names:
            (Path(folder) / name).write_text(sys.stdin.readline(), encoding="utf-8")
        yield Path(folder)
