"""Folders that the tests use."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
WEB = ROOT / "services" / "web"
BUILD_CACHE = ROOT / "var" / "test"
