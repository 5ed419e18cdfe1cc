"""The commands: their output and exit status."""

import json
from base64 import b64decode
from datetime import timedelta
from io import StringIO

import pytest

from toponaut_monitor import crash_loops, problems_without_probes, sms
from toponaut_monitor.__main__ import main
from toponaut_monitor.job_lock import job_lock
from toponaut_monitor.tests.conftest import FIRST_ROUND, MonitorUnderTest
from toponaut_monitor.tests.factories import log_line, write_logs
from toponaut_monitor.tests.fake_servers import FakeWebhook
from toponaut_monitor.timestamps import utc_now

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
        "monitor: alerts go to SMS to +436601234567.",
    ]
    monkeypatch.setenv("TWILIO_ACCOUNT_SID", "")
    assert main(["startup"]) == 0
    assert (
        "no channel for alerts is configured, so they go to the log and the dashboard only" in capsys.readouterr().err
    )


@pytest.fixture
def _healthy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine that runs the tests may be short of memory or disk, and the statistics are from another time."""
    for name in ("disk_problems", "memory_problems", "statistics_problems"):
        monkeypatch.setattr(problems_without_probes, name, lambda *_: [])


@pytest.mark.usefixtures("_healthy")
def test_check_succeeds_if_nothing_is_wrong_and_the_test_sms_arrives(
    monitor: MonitorUnderTest, capsys: Capture
) -> None:
    assert main(["check"]) == 0
    output = capsys.readouterr()
    assert output.out.splitlines() == [
        "Nothing is wrong now.",
        "A test by SMS to +436601234567: Twilio says delivered.",
    ]
    assert output.err == ""
    assert monitor.sms_texts == ["Toponaut localhost: this is a test. Alerts come this way."]


@pytest.mark.usefixtures("_healthy")
def test_check_says_what_is_wrong_now_and_exits_with_5(monitor: MonitorUnderTest, capsys: Capture) -> None:
    """Even before the next round: it probes the addresses itself."""
    monitor.site.status = 503
    assert main(["check"]) == 5
    output = capsys.readouterr()
    assert output.out.splitlines()[0] == f"wrong now: {monitor.site.url}/ is down: status 503"
    assert "1 problem now" in output.err
    assert len(monitor.sms_texts) == 1  # only the test: alerts are sent by rounds
    monitor.now = utc_now() - timedelta(hours=2)
    monitor.run_round()
    assert main(["check"]) == 5
    assert capsys.readouterr().out.startswith(f"wrong for 2 h 00 min: {monitor.site.url}/ is down: status 503\n")


def test_check_reports_missing_statistics_of_a_monitor_that_started_hours_ago(
    monitor: MonitorUnderTest, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crash_loops, "read_uptime", lambda: 100_000.0)
    records = monitor.folder / "starts" / "monitor"
    for hours, missing in ((2, False), (4, True)):
        records.write_text(f"start a 5\nstop a 90\nstart b {100_000 - hours * 3600}\n")
        main(["check"])
        assert ("no log statistics for 3 h: nginx has logged nothing" in capsys.readouterr().out) == missing


@pytest.mark.usefixtures("_healthy")
def test_check_says_that_it_cannot_probe_while_the_own_network_is_down(
    monitor: MonitorUnderTest, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_PROBES", "127.0.0.1:1")
    monitor.site.status = 503  # unreachable
    assert main(["check"]) == 5
    output = capsys.readouterr().out
    assert "Nothing is wrong" not in output
    assert output.startswith("wrong now: our own network is down, so nobody knows whether these addresses are up: ")
    assert f"{monitor.site.url}/" in output


@pytest.mark.usefixtures("_healthy")
def test_weekly_message_by_a_channel_that_is_not_configured_is_a_problem(
    monitor: MonitorUnderTest, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALL_IS_WELL_CHANNELS", "email,sms,webhook")
    assert main(["check"]) == 0  # the message is off
    monkeypatch.setenv("ALL_IS_WELL_DAY", "monday")
    assert main(["startup"]) == 0
    assert main(["check"]) == 5
    output = capsys.readouterr()
    text = "not sent by email (set ALERT_EMAIL_TO), webhook (set ALERT_WEBHOOK_FORMAT)"
    assert (text in output.out, text in output.err) == (True, True)


def test_check_without_a_channel_says_what_is_wrong_and_exits_with_4(
    monitor: MonitorUnderTest, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TWILIO_ACCOUNT_SID", "")
    monitor.site.status = 503
    assert main(["check"]) == 4
    output = capsys.readouterr()
    assert "is down: status 503" in output.out
    assert all(name in output.err for name in ("TWILIO_ACCOUNT_SID", "ALERT_EMAIL_TO", "ALERT_WEBHOOK_FORMAT"))


def test_check_tries_every_channel_and_exits_with_6_if_one_fails(
    monitor: MonitorUnderTest, webhook: FakeWebhook, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALERT_WEBHOOK_FORMAT", "slack")
    monitor.fake_twilio.refuses = True
    assert main(["check"]) == 6
    output = capsys.readouterr()
    assert "A test by SMS to +436601234567 failed: Twilio refused" in output.err
    assert "A test by webhook (slack): the server answers 200." in output.out
    assert "alerts do not arrive by SMS to +436601234567" in output.err
    assert webhook.received == [{"text": "Toponaut localhost: this is a test. Alerts come this way."}]


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


def test_new_token_is_tried_by_a_test_message(
    monitor: MonitorUnderTest, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("the-new-token\n"))
    assert main(["check-secret", "twilio_token"]) == 0
    assert monitor.sms_texts == ["Toponaut localhost: this is a test. Alerts come this way."]
    assert b64decode(monitor.fake_twilio.authorization.split()[1]) == b"AC0123456789:the-new-token"
    assert (monitor.folder / "secrets" / "twilio_token").read_text() == "the-token\n"


def test_new_token_that_is_refused_fails_with_the_reason(
    monitor: MonitorUnderTest, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO(""))
    assert main(["check-secret", "twilio_token"]) == 6
    assert "no alert can be sent by SMS to +436601234567 with this twilio_token" in capsys.readouterr().err


def test_new_secret_of_a_channel_that_is_off_is_not_tried(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("a-password\n"))
    assert main(["check-secret", "smtp_password"]) == 4
    assert "nothing uses the secret smtp_password" in capsys.readouterr().err
