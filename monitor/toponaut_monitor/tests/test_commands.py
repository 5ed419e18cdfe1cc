"""The commands: their output and exit status."""

import json

import pytest

from toponaut_monitor import sms
from toponaut_monitor.__main__ import main
from toponaut_monitor.job_lock import job_lock
from toponaut_monitor.tests.conftest import FIRST_ROUND, MonitorUnderTest
from toponaut_monitor.tests.factories import log_line, write_logs

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _environ(monitor: MonitorUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in monitor.environ.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sms, "POLL_SECONDS", 0)


def test_watch_count_and_report_succeed(monitor: MonitorUnderTest, capsys: Capture) -> None:
    write_logs(monitor.folder / "logs", [log_line(FIRST_ROUND.replace(year=2025))])
    assert [main(["watch", "--since", "4000000000"]), main(["count"])] == [0, 0]
    assert capsys.readouterr().out == "monitor: counted 2025-11-25T00:00:00Z\n"
    assert monitor.status["alerts"] == []
    assert main(["report"]) == 0
    assert "Nothing was requested in the last day" in capsys.readouterr().out


def test_startup_logs_where_alerts_go(
    monitor: MonitorUnderTest, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["startup"]) == 0
    output = capsys.readouterr()
    assert output.out == "900\n"
    assert output.err.splitlines() == [
        f"monitor: watching {monitor.site.url}/ every 900 s.",
        "monitor: alerts go to +436601234567 by SMS.",
    ]
    monkeypatch.setenv("TWILIO_ACCOUNT_SID", "")
    assert main(["startup"]) == 0
    assert "no SMS is configured, so alerts go to the log and the dashboard only" in capsys.readouterr().err


def test_check_sends_a_test_sms(monitor: MonitorUnderTest, capsys: Capture) -> None:
    monitor.fake_twilio.statuses = ["delivered"]
    monitor.site.status = 503
    monitor.run_round()
    assert main(["check"]) == 0
    wrong, sent = capsys.readouterr().out.splitlines()
    assert wrong.endswith("is down: status 503")
    assert sent == "A test SMS to +436601234567: Twilio says delivered."
    assert monitor.sms_texts[-1] == "Toponaut localhost: this is a test. Alerts come this way."


def test_check_without_an_account_exits_with_4(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWILIO_ACCOUNT_SID", "")
    assert main(["check"]) == 4
    assert "set TWILIO_ACCOUNT_SID" in capsys.readouterr().err


def test_check_fails_if_twilio_refuses(monitor: MonitorUnderTest, capsys: Capture) -> None:
    monitor.fake_twilio.refuses = True
    assert main(["check"]) == 1
    assert "Twilio refused" in capsys.readouterr().err


def test_second_job_at_the_same_time_exits_with_3(monitor: MonitorUnderTest) -> None:
    with job_lock(monitor.state, "count"):
        assert main(["count"]) == 3


def test_invalid_setting_is_named(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_URLS", "toponaut.example")
    assert main(["watch"]) == 1
    assert "MONITOR_URLS has 'toponaut.example'" in capsys.readouterr().err


def test_old_statistics_are_a_problem_without_a_start_time(monitor: MonitorUnderTest) -> None:
    """If somebody types `monitor watch`, without --since, only the time of the last counted hour is known."""
    (monitor.state / "statistics.json").write_text(json.dumps({"last_hour": "2020-01-01T00:00:00Z"}))
    assert main(["watch"]) == 0
    assert [alert["key"] for alert in monitor.status["alerts"]] == ["statistics"]
