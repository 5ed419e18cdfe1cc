import ctypes
import resource
import sys
from os import sysconf
from pathlib import Path

_PAGE = sysconf("SC_PAGE_SIZE")  # bytes


def private_memory_mb() -> float:
    """What this process holds in memory, without mapped files, which the kernel can take back.

    Linux only, as gunicorn's settings of the image are.
    """
    resident, shared = Path("/proc/self/statm").read_text().split()[1:3]
    return (int(resident) - int(shared)) * _PAGE / 2**20


def peak_memory_mb() -> float:
    """The most that this process ever held in memory, mapped files included."""
    unit = 1 if sys.platform == "darwin" else 2**10  # bytes: macOS counts them singly
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20


def trim_heap() -> None:
    """Hand memory that is free to the system: glibc keeps some 15 MB after work with large pieces.

    Nothing happens where the C library has no such call (macOS, musl).
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
