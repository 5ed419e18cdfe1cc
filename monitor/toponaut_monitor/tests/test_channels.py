"""Channels do not depend on each other: each gets every alert, whatever happens to the others."""

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest

from toponaut_monitor import alerting, channels, sms
from toponaut_monitor.alert_message import AlertMessage
from toponaut_monitor.channels import Channel
from toponaut_monitor.errors import NotSent
from toponaut_monitor.tests.conftest import MonitorUnderTest
from toponaut_monitor.tests.fake_servers import FakeWebhook
from toponaut_monitor.tests.fake_smtp import ADDRESS, FakeSmtp, serving_smtp


@pytest.fixture
def smtp_server(monitor: MonitorUnderTest, webhook: FakeWebhook) -> Iterator[FakeSmtp]:
    """A monitor with all three channels."""
    server = FakeSmtp()
    with serving_smtp(server):
        monitor.environ |= {
            "ALERT_EMAIL_TO": "ada@example.org",
            "SMTP_HOST": ADDRESS,
            "SMTP_PORT": str(server.port),
            "SMTP_ENCRYPTION": "none",
            "SMTP_FROM": "alerts@example.org",
            "ALERT_WEBHOOK_FORMAT": "slack",
        }
        yield server


def counts(monitor: MonitorUnderTest, smtp_server: FakeSmtp, webhook: FakeWebhook) -> tuple[int, int, int]:
    """How many messages arrived: SMS, e-mail, webhook."""
    return len(monitor.sms_texts), len(smtp_server.received), len(webhook.received)


def test_every_channel_gets_each_alert_once(
    monitor: MonitorUnderTest, smtp_server: FakeSmtp, webhook: FakeWebhook
) -> None:
    monitor.site.status = 503
    monitor.run_rounds(hours=1)
    assert counts(monitor, smtp_server, webhook) == (1, 1, 1)
    monitor.site.status = 200
    monitor.run_rounds(hours=3)
    assert counts(monitor, smtp_server, webhook) == (2, 2, 2)
    assert monitor.sms_texts[1] == webhook.received[1]["text"] == smtp_server.received[1]["Subject"].strip()
    assert [line.count("ALERT") for line in monitor.logged] == [1, 1]


def test_failing_channels_do_not_stop_another_and_get_the_alert_later(
    monitor: MonitorUnderTest, smtp_server: FakeSmtp, webhook: FakeWebhook
) -> None:
    monitor.fake_twilio.refuses, smtp_server.refusal = True, "451 try again later"
    monitor.site.status = 503
    monitor.run_rounds(hours=2)
    assert counts(monitor, smtp_server, webhook) == (0, 0, 1)
    (alert,) = monitor.status["alerts"]
    assert alert["sent"] == "2026-11-25T00:00:00Z"
    assert alert["error"].startswith("sms: Twilio refused")
    assert "; email: 127.0.0.1" in alert["error"]
    monitor.fake_twilio.refuses, smtp_server.refusal = False, ""
    monitor.run_rounds(hours=1)
    assert counts(monitor, smtp_server, webhook) == (1, 1, 1)
    assert monitor.status["alerts"][0]["error"] is None


def test_missing_secret_of_one_channel_does_not_stop_the_others(
    monitor: MonitorUnderTest, smtp_server: FakeSmtp, webhook: FakeWebhook
) -> None:
    (monitor.folder / "secrets" / "twilio_token").unlink()
    monitor.site.status = 503
    monitor.run_round()
    assert counts(monitor, smtp_server, webhook) == (0, 1, 1)


def test_unexpected_error_of_one_channel_does_not_stop_the_others(
    monitor: MonitorUnderTest, smtp_server: FakeSmtp, webhook: FakeWebhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> str:
        raise RuntimeError

    monkeypatch.setattr(sms, "send", broken)
    monitor.site.status = 503
    monitor.run_round()
    assert counts(monitor, smtp_server, webhook) == (0, 1, 1)
    assert monitor.status["alerts"][0]["error"] == "sms: unexpected error: RuntimeError."


def test_new_channel_gets_the_alert_of_a_problem_that_lasts(monitor: MonitorUnderTest, webhook: FakeWebhook) -> None:
    monitor.site.status = 503
    monitor.run_rounds(hours=1)
    monitor.environ["ALERT_WEBHOOK_FORMAT"] = "slack"
    monitor.run_rounds(hours=1)
    assert (len(monitor.sms_texts), len(webhook.received)) == (1, 1)


def test_alert_is_again_only_for_a_channel_that_has_announced_the_problem_before(
    monitor: MonitorUnderTest, webhook: FakeWebhook
) -> None:
    monitor.environ["ALERT_WEBHOOK_FORMAT"] = "slack"
    monitor.fake_twilio.refuses = True
    for status in (503, 200, 503):
        monitor.site.status = status
        monitor.run_round()
    monitor.fake_twilio.refuses = False
    monitor.run_round()
    assert webhook.received[-1]["text"].endswith("is down: status 503 (again: it is unsteady)")
    assert [text.endswith("is down: status 503") for text in monitor.sms_texts] == [True]


def test_error_of_a_channel_that_was_removed_is_not_shown(monitor: MonitorUnderTest, webhook: FakeWebhook) -> None:
    monitor.environ["ALERT_WEBHOOK_FORMAT"] = "slack"
    monitor.fake_twilio.refuses, webhook.status, monitor.site.status = True, 500, 503
    monitor.run_round()
    assert "sms: " in monitor.status["alerts"][0]["error"]
    monitor.environ["TWILIO_ACCOUNT_SID"] = ""
    monitor.run_round()
    assert monitor.status["alerts"][0]["error"].startswith("webhook: ")


def test_each_channel_has_a_limit_a_day(
    monitor: MonitorUnderTest, webhook: FakeWebhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alerting, "MAX_MESSAGES_PER_DAY", 3)
    monitor.environ["ALERT_WEBHOOK_FORMAT"] = "slack"
    webhook.status = 500
    for number in range(5):  # each round finds another problem
        monitor.environ["MONITOR_URLS"] = f"{monitor.site.url}/,http://127.0.0.1:1/{number}"
        monitor.run_round()
    assert len(monitor.sms_texts) == 3
    assert "the 3 messages of this day are used up" in monitor.status["alerts"][0]["error"]
    webhook.status = 200
    monitor.run_round()
    assert len(webhook.received) == 1
    monitor.now += timedelta(days=1)
    monitor.run_round()
    assert len(monitor.sms_texts) == 4


def test_failures_of_a_day_are_limited(monitor: MonitorUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alerting, "MAX_FAILURES_PER_DAY", 3)
    monitor.fake_twilio.error = (429, 20429, "Too Many Requests")
    monitor.site.status = 503
    monitor.run_rounds(hours=5)
    assert len(monitor.fake_twilio.requested_paths) == 3
    monitor.fake_twilio.error = None
    monitor.run_round()
    assert monitor.sms_texts == []
    monitor.now += timedelta(days=1)
    monitor.run_round()
    assert len(monitor.sms_texts) == 1


def test_alert_that_no_try_could_send_is_forgotten_two_days_after_its_end(monitor: MonitorUnderTest) -> None:
    monitor.fake_twilio.refuses = True
    monitor.site.status = 503
    monitor.run_round()
    monitor.site.status = 200
    monitor.run_round()
    for hours, forgotten in ((47, False), (1, True)):
        monitor.now += timedelta(hours=hours)
        monitor.run_round()
        assert ('"incidents": {}' in (monitor.state / "state.json").read_text()) == forgotten
    assert monitor.sms_texts == []


def test_silent_channel_is_given_up_after_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channels, "MAX_SEND_SECONDS", 1)

    def send_slowly(message: AlertMessage) -> str:
        while True:  # like a server that sends a byte now and then
            time.sleep(0.1)

    with pytest.raises(NotSent, match="TimeoutError"):
        Channel("slow", "slow", send_slowly).send(AlertMessage("x", ()))
