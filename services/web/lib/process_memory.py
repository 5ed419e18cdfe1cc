"""Measures the memory of this process, and returns free memory to the system."""

import ctypes
import resource
import sys
from os import sysconf
from pathlib import Path

_PAGE_BYTES = sysconf("SC_PAGE_SIZE")


def private_memory_mb() -> float:
    """The memory of this process, without mapped files, because the kernel can drop those at any time.

    Linux only: gunicorn's settings in the image are the only caller.
    """
    resident, shared = Path("/proc/self/statm").read_text().split()[1:3]
    return (int(resident) - int(shared)) * _PAGE_BYTES / 2**20


def peak_memory_mb() -> float:
    """The largest memory that this process ever had, including mapped files."""
    unit = 1 if sys.platform == "darwin" else 2**10  # bytes: macOS reports bytes, Linux reports KB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20


def trim_heap() -> None:
    """Return free memory to the system: glibc keeps some 15 MB after work with large objects.

    Does nothing if the C library has no malloc_trim (macOS, musl).
    """
    malloc_trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if malloc_trim is not None:
        malloc_trim(0)
