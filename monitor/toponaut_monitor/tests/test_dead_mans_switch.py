"""The dead-man's switch is called at the start of a round and at its end, with /fail if an alert could not be sent."""

import pytest

from toponaut_monitor import watch_round
from toponaut_monitor.tests.conftest import MonitorUnderTest
from toponaut_monitor.tests.fake_servers import FakeSite, serving
from toponaut_sidecar.errors import SidecarError


@pytest.fixture
def switch(monitor: MonitorUnderTest) -> FakeSite:
    monitor.environ["DEADMAN_URL"] = f"{monitor.site.url}/ping/uuid"
    return monitor.site


def switch_calls(monitor: MonitorUnderTest) -> list[str]:
    return [path.removeprefix("/ping/uuid") for path in monitor.site.requested_paths if path.startswith("/ping")]


def test_switch_is_called_before_and_after_a_successful_round(monitor: MonitorUnderTest, switch: FakeSite) -> None:
    monitor.run_round()
    assert switch_calls(monitor) == ["/start", ""]


def test_round_is_successful_if_the_alert_was_sent(monitor: MonitorUnderTest, switch: FakeSite) -> None:
    monitor.environ["MONITOR_URLS"] = "http://127.0.0.1:1/"
    monitor.run_round()
    assert len(monitor.sms_texts) == 1
    assert switch_calls(monitor) == ["/start", ""]


def test_unsent_alert_is_a_failure(monitor: MonitorUnderTest, switch: FakeSite) -> None:
    monitor.environ["MONITOR_URLS"] = "http://127.0.0.1:1/"
    monitor.fake_twilio.refuses = True
    monitor.run_round()
    assert switch_calls(monitor) == ["/start", "/fail"]


def test_broken_round_is_a_failure(
    monitor: MonitorUnderTest, switch: FakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise SidecarError("the disk is full")

    monkeypatch.setattr(watch_round, "write_state", broken)
    with pytest.raises(SidecarError, match="full"):
        monitor.run_round()
    assert switch_calls(monitor) == ["/start", "/fail"]


def test_stopped_round_is_not_a_failure(
    monitor: MonitorUnderTest, switch: FakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise SystemExit

    monkeypatch.setattr(watch_round, "write_state", stopped)
    with pytest.raises(SystemExit):
        monitor.run_round()
    assert switch_calls(monitor) == ["/start"]


def test_unreachable_switch_does_not_stop_the_round(monitor: MonitorUnderTest) -> None:
    unreachable = FakeSite()
    with serving(unreachable):
        monitor.environ["DEADMAN_URL"] = unreachable.url
    monitor.run_round()
    assert monitor.logged == ["monitor: the dead-man's switch could not be called: Connection refused"] * 2
    assert monitor.status["targets"][0]["state"] == "up"
