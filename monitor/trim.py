"""`trim.py <site-packages>`: leave of twilio what a text message needs. Part of the image's build.

twilio describes 40 products, and brings a second client for programs that wait for many answers at once: 60 MB on disk.
What is left are the account's own addresses, and what is imported to send a message.
"""

import shutil
import sys
from pathlib import Path

PRODUCT = "api"
WAITING = ("aiohttp", "aiohttp_retry", "multidict", "yarl", "frozenlist", "propcache", "aiosignal", "aiohappyeyeballs")


def trim(packages: Path) -> None:
    for folder in (packages / "twilio" / "rest").iterdir():
        if folder.is_dir() and folder.name != PRODUCT:
            shutil.rmtree(folder)
    for name in WAITING:
        shutil.rmtree(packages / name, ignore_errors=True)


if __name__ == "__main__":
    trim(Path(sys.argv[1]))
