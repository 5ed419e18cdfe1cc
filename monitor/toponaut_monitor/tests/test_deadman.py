"""The switch elsewhere: called when a round begins, and when all that there was to tell has been told."""

import pytest

from toponaut_monitor import rounds
from toponaut_monitor.errors import MonitorError
from toponaut_monitor.tests.conftest import Monitor
from toponaut_monitor.tests.servers import Site, serving


@pytest.fixture
def switch(monitor: Monitor) -> Site:
    monitor.environ["DEADMAN_URL"] = f"{monitor.site.url}/ping/uuid"
    return monitor.site


def calls(monitor: Monitor) -> list[str]:
    return [path.removeprefix("/ping/uuid") for path in monitor.site.asked if path.startswith("/ping")]


def test_a_good_round(monitor: Monitor, switch: Site) -> None:
    monitor.round()
    assert calls(monitor) == ["/start", ""]


def test_a_site_that_is_down_is_a_good_round_once_it_was_told(monitor: Monitor, switch: Site) -> None:
    monitor.environ["MONITOR_URLS"] = "http://127.0.0.1:1/"
    monitor.round()
    assert len(monitor.texts) == 1
    assert calls(monitor) == ["/start", ""]


def test_what_could_not_be_told_is_a_failure(monitor: Monitor, switch: Site) -> None:
    monitor.environ["MONITOR_URLS"] = "http://127.0.0.1:1/"
    monitor.gateway.refuses = True
    monitor.round()
    assert calls(monitor) == ["/start", "/fail"]


def test_a_round_that_breaks_is_a_failure(monitor: Monitor, switch: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise MonitorError("the disk is full")

    monkeypatch.setattr(rounds, "write_state", broken)
    with pytest.raises(MonitorError, match="full"):
        monitor.round()
    assert calls(monitor) == ["/start", "/fail"]


def test_a_stop_in_mid_round_is_none(monitor: Monitor, switch: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise SystemExit

    monkeypatch.setattr(rounds, "write_state", stopped)
    with pytest.raises(SystemExit):
        monitor.round()
    assert calls(monitor) == ["/start"]


def test_a_switch_that_does_not_answer_stops_nothing(monitor: Monitor) -> None:
    gone = Site()
    with serving(gone):
        monitor.environ["DEADMAN_URL"] = gone.url
    monitor.round()
    assert monitor.said == ["monitor: the dead-man's switch could not be called: Connection refused"] * 2
    assert monitor.status["targets"][0]["state"] == "up"
