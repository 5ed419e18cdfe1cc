"""A monitor whose clock is a test's: its site, its gateway and its folders are real."""

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from toponaut_monitor import rounds
from toponaut_monitor.rounds import Watch
from toponaut_monitor.settings import Settings, read_settings
from toponaut_monitor.tests.servers import Gateway, Site, serving

START = datetime(2026, 11, 25, 0, 0, tzinfo=UTC)
ROUND = timedelta(minutes=15)
FOLDERS = ("logs", "reports", "backup", "starts", "state", "secrets")


class Monitor:
    """Rounds by a clock that a test moves. Each one reads all it knows from its files, as after a restart."""

    def __init__(self, folder: Path, site: Site, gateway: Gateway) -> None:
        self.folder, self.site, self.gateway, self.now = folder, site, gateway, START
        self.said: list[str] = []
        self.slept: list[float] = []
        for name in FOLDERS:
            (folder / name).mkdir()
        (folder / "secrets" / "twilio_token").write_text("the-token\n")
        (folder / "backup" / "status.json").write_text('{"state": "not configured"}')
        self.environ = {
            "MONITOR_URLS": f"{site.url}/|Toponaut",
            "MONITOR_PROBES": f"127.0.0.1:{gateway.port}",
            "TWILIO_ACCOUNT_SID": "AC0123456789",
            "TWILIO_FROM": "+15005550006",
            "TWILIO_TO": "+436601234567",
            "TWILIO_URL": gateway.url,
            "SECRETS": str(folder / "secrets"),
            "MONITOR_DIR": str(folder / "state"),
            **{f"{name.upper()}_DIR": str(folder / name) for name in FOLDERS[:4]},
        }

    @property
    def settings(self) -> Settings:
        return read_settings(self.environ)

    @property
    def state(self) -> Path:
        return self.folder / "state"

    def round(self) -> None:
        """One, and a quarter of an hour goes by. The container has just started, so statistics are not late."""
        watch = Watch(self.settings, self.now, self.said.append, self.slept.append, lambda: self.now)
        rounds.run(watch)
        self.now += ROUND

    def rounds(self, hours: float) -> None:
        for _ in range(int(hours * 4)):
            self.round()

    @property
    def status(self) -> Any:
        return json.loads((self.state / "status.json").read_bytes())

    @property
    def texts(self) -> list[str]:
        return self.gateway.texts


@pytest.fixture(autouse=True)
def _quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day of rounds waits 500 times for the disk otherwise."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    with serving(site):
        yield site


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    gateway = Gateway()
    with serving(gateway):
        yield gateway


@pytest.fixture
def monitor(tmp_path: Path, site: Site, gateway: Gateway) -> Monitor:
    return Monitor(tmp_path, site, gateway)
