"""The end of a job: its files leave memory with it.

The kernel keeps copies of the files that were read, and counts them as the container's memory until somebody needs the
room: 10 MB all the time, for jobs of a second. Modules can be let go from here. What is mapped, like the interpreter
itself, can be let go by another program only, which this process becomes.
"""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

FORGET = Path("/usr/local/bin/forget")  # in the image


def leave(status: int) -> NoReturn:
    """End with this exit status."""
    sys.stdout.flush()
    if not FORGET.exists():
        sys.exit(status)
    _forget(getattr(module, "__cached__", None) for module in list(sys.modules.values()))
    os.execv(FORGET, [FORGET.name, str(status), *_mapped()])  # noqa: S606


def _forget(files: Iterable[str | None]) -> None:
    for file in files:
        if file and os.path.exists(file):  # noqa: PTH110 - hundreds of them
            descriptor = os.open(file, os.O_RDONLY)
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(descriptor)


def _mapped() -> list[str]:
    lines = Path("/proc/self/maps").read_text().splitlines()
    return sorted({words[5] for line in lines if len(words := line.split()) > 5 and words[5].startswith("/")})
