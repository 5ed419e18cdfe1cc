"""Exit, and drop the kernel's cached copies of the files that the job has read.

The kernel charges its page cache to the container until memory is needed elsewhere: 10 MB that stay after a job of a
second. A process can drop the copies of files that it has read, like Python modules, but not of files that it has
mapped, like the interpreter. So this process replaces itself by a small program that drops the copies of mapped files.
"""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

DROP_PAGE_CACHE_PROGRAM = Path("/usr/local/bin/drop-page-cache")  # drop_page_cache.sh, in the image


def exit_dropping_page_cache(status: int, other_files: Iterable[str] = ()) -> NoReturn:
    """End the process with this exit status. `other_files`: files of the programs that the job has run."""
    sys.stdout.flush()
    if not DROP_PAGE_CACHE_PROGRAM.exists():  # outside the image
        sys.exit(status)
    _drop(getattr(module, "__cached__", None) for module in list(sys.modules.values()))
    os.execv(DROP_PAGE_CACHE_PROGRAM, [DROP_PAGE_CACHE_PROGRAM.name, str(status), *_mapped_files(), *other_files])  # noqa: S606


def _drop(files: Iterable[str | None]) -> None:
    for file in files:
        if file and os.path.exists(file):  # noqa: PTH110 - Path is slower, and there are hundreds
            descriptor = os.open(file, os.O_RDONLY)
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(descriptor)


def _mapped_files() -> list[str]:
    rows = map(str.split, Path("/proc/self/maps").read_text().splitlines())
    return sorted({row[5] for row in rows if len(row) > 5 and row[5].startswith("/")})
