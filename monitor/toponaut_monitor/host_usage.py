"""Memory and disk of the machine."""

import shutil
from dataclasses import dataclass
from pathlib import Path

BYTES_PER_MB = 1e6


@dataclass(frozen=True, slots=True)
class HostUsage:
    """The machine's memory, and the disk that the volumes are on, in MB."""

    memory_total: float
    memory_available: float
    disk_total: float
    disk_used: float
    disk_share: float  # used part of the space that users other than root may use, as `df` computes it


def read_host_usage(folder: Path, meminfo: Path = Path("/proc/meminfo")) -> HostUsage:
    """The usage now. /proc/meminfo shows the machine's memory even in a container. `folder`: any folder on the disk."""
    rows = (line.split() for line in meminfo.read_text().splitlines())
    kilobytes = {row[0].rstrip(":"): int(row[1]) for row in rows}
    disk = shutil.disk_usage(folder)
    total, available = (kilobytes[name] * 1024 / BYTES_PER_MB for name in ("MemTotal", "MemAvailable"))
    share = disk.used / (disk.used + disk.free)
    return HostUsage(total, available, disk.total / BYTES_PER_MB, disk.used / BYTES_PER_MB, share)
