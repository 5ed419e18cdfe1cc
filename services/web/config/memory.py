import resource
import sys
from os import sysconf
from pathlib import Path

_PAGE = sysconf("SC_PAGE_SIZE")  # bytes


def held_megabytes() -> float:
    """What this process holds in memory, without mapped files, which the kernel can take back.

    Linux only, as gunicorn's settings of the image are.
    """
    resident, shared = Path("/proc/self/statm").read_text().split()[1:3]
    return (int(resident) - int(shared)) * _PAGE / 2**20


def peak_megabytes() -> float:
    """The most that this process ever held in memory, mapped files included."""
    unit = 1 if sys.platform == "darwin" else 2**10  # bytes: macOS counts them singly
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20
