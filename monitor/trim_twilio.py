"""Remove modules from twilio that text messages do not need. The Dockerfile runs `trim_twilio.py <site-packages>`.

twilio has 40 products, and a second client for asyncio: 60 MB on disk. Only the product "api", which sends messages,
and the packages that it imports are kept.
"""

import shutil
import sys
from pathlib import Path

PRODUCT = "api"
ASYNCIO_PACKAGES = (
    "aiohttp", "aiohttp_retry", "multidict", "yarl", "frozenlist", "propcache", "aiosignal", "aiohappyeyeballs",
)  # fmt: skip


def trim_twilio(packages: Path) -> None:
    """`packages`: the folder site-packages."""
    for folder in (packages / "twilio" / "rest").iterdir():
        if folder.is_dir() and folder.name != PRODUCT:
            shutil.rmtree(folder)
    for name in ASYNCIO_PACKAGES:
        shutil.rmtree(packages / name, ignore_errors=True)


if __name__ == "__main__":
    trim_twilio(Path(sys.argv[1]))
