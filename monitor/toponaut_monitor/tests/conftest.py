"""Fixtures: a monitor whose clock the test moves, and fake servers over real HTTP in place of the site and Twilio."""

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from toponaut_monitor import watch_round
from toponaut_monitor.settings import MonitorSettings, read_settings
from toponaut_monitor.tests.fake_servers import FakeSite, FakeTwilio, FakeWebhook, serving
from toponaut_monitor.watch_round import RoundInputs

FIRST_ROUND = datetime(2026, 11, 25, 0, 0, tzinfo=UTC)
ROUND_INTERVAL = timedelta(minutes=15)
FOLDERS = ("logs", "reports", "backup", "starts", "state", "secrets")


class MonitorUnderTest:
    """Runs rounds. Each round reads the state from the files, as after a restart."""

    def __init__(self, folder: Path, site: FakeSite, fake_twilio: FakeTwilio) -> None:
        self.folder, self.site, self.fake_twilio, self.now = folder, site, fake_twilio, FIRST_ROUND
        self.logged: list[str] = []
        self.pauses: list[float] = []
        for name in FOLDERS:
            (folder / name).mkdir()
        (folder / "secrets" / "twilio_token").write_text("the-token\n")
        (folder / "backup" / "status.json").write_text('{"state": "not configured"}')
        self.environ = {
            "MONITOR_URLS": f"{site.url}/|Toponaut",
            "MONITOR_PROBES": f"127.0.0.1:{fake_twilio.port}",
            "TWILIO_ACCOUNT_SID": "AC0123456789",
            "TWILIO_FROM": "+15005550006",
            "TWILIO_TO": "+436601234567",
            "TWILIO_URL": fake_twilio.url,
            "SECRETS": str(folder / "secrets"),
            "MONITOR_DIR": str(folder / "state"),
            **{f"{name.upper()}_DIR": str(folder / name) for name in FOLDERS[:4]},
        }

    @property
    def settings(self) -> MonitorSettings:
        return read_settings(self.environ)

    @property
    def state(self) -> Path:
        return self.folder / "state"

    def run_round(self) -> None:
        """Run one round, then move the clock.

        The container has just started, so missing statistics are not a problem.
        """
        inputs = RoundInputs(self.settings, self.now, self.logged.append, self.pauses.append, lambda: self.now)
        watch_round.run_round(inputs)
        self.now += ROUND_INTERVAL

    def run_rounds(self, hours: float) -> None:
        for _ in range(int(hours * 4)):
            self.run_round()

    @property
    def status(self) -> Any:
        return json.loads((self.state / "status.json").read_bytes())

    @property
    def sms_texts(self) -> list[str]:
        return self.fake_twilio.sms_texts


@pytest.fixture(autouse=True)
def _no_fsync(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for the disk: a day of rounds would call fsync 500 times."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def site() -> Iterator[FakeSite]:
    site = FakeSite()
    with serving(site):
        yield site


@pytest.fixture
def fake_twilio() -> Iterator[FakeTwilio]:
    fake_twilio = FakeTwilio()
    with serving(fake_twilio):
        yield fake_twilio


@pytest.fixture
def monitor(tmp_path: Path, site: FakeSite, fake_twilio: FakeTwilio) -> MonitorUnderTest:
    return MonitorUnderTest(tmp_path, site, fake_twilio)


@pytest.fixture
def webhook(monitor: MonitorUnderTest) -> Iterator[FakeWebhook]:
    """A webhook, whose address is in the monitor's secret file; off until ALERT_WEBHOOK_FORMAT is set."""
    webhook = FakeWebhook()
    with serving(webhook):
        (monitor.folder / "secrets" / "alert_webhook_url").write_text(f"{webhook.url}/hook\n")
        yield webhook
