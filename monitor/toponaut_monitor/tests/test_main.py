"""The commands: what they say, and the status they end with."""

import json

import pytest

from toponaut_monitor import sms
from toponaut_monitor.__main__ import main
from toponaut_monitor.files import alone
from toponaut_monitor.tests.cast import line, write
from toponaut_monitor.tests.conftest import START, Monitor

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _environ(monitor: Monitor, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in monitor.environ.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sms, "ASK_SECONDS", 0)


def test_a_round_and_a_count(monitor: Monitor, capsys: Capture) -> None:
    write(monitor.folder / "logs", [line(START.replace(year=2025))])
    assert [main(["watch", "--since", "4000000000"]), main(["count"])] == [0, 0]
    assert capsys.readouterr().out == "monitor: counted 2025-11-25T00:00:00Z\n"
    assert monitor.status["alerts"] == []
    assert main(["report"]) == 0
    assert "Nothing was requested in the last day" in capsys.readouterr().out


def test_hello_says_where_alerts_go(monitor: Monitor, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["hello"]) == 0
    said = capsys.readouterr()
    assert said.out == "900\n"
    assert said.err.splitlines() == [
        f"monitor: watching {monitor.site.url}/ every 900 s.",
        "monitor: alerts go to +436601234567 by SMS.",
    ]
    monkeypatch.setenv("TWILIO_ACCOUNT_SID", "")
    assert main(["hello"]) == 0
    assert "no SMS is configured, so alerts go to the log and the dashboard only" in capsys.readouterr().err


def test_a_test_sms(monitor: Monitor, capsys: Capture) -> None:
    monitor.gateway.becomes = ["delivered"]
    monitor.site.status = 503
    monitor.round()
    assert main(["check"]) == 0
    wrong, sent = capsys.readouterr().out.splitlines()
    assert wrong.endswith("is down: status 503")
    assert sent == "A test SMS to +436601234567: Twilio says delivered."
    assert monitor.texts[-1] == "Toponaut localhost: this is a test. Alerts come this way."


def test_one_without_an_account(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWILIO_ACCOUNT_SID", "")
    assert main(["check"]) == 4
    assert "set TWILIO_ACCOUNT_SID" in capsys.readouterr().err


def test_one_that_is_refused(monitor: Monitor, capsys: Capture) -> None:
    monitor.gateway.refuses = True
    assert main(["check"]) == 1
    assert "Twilio refused" in capsys.readouterr().err


def test_a_second_one_at_once(monitor: Monitor) -> None:
    with alone(monitor.state, "count"):
        assert main(["count"]) == 3


def test_a_bad_setting(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_URLS", "toponaut.example")
    assert main(["watch"]) == 1
    assert "MONITOR_URLS has 'toponaut.example'" in capsys.readouterr().err


def test_statistics_are_not_late_in_a_round_that_no_loop_began(monitor: Monitor) -> None:
    """Somebody types `monitor watch`: then it is only known when the last hour was counted."""
    (monitor.state / "statistics.json").write_text(json.dumps({"last_hour": "2020-01-01T00:00:00Z"}))
    assert main(["watch"]) == 0
    assert [alert["key"] for alert in monitor.status["alerts"]] == ["statistics"]
