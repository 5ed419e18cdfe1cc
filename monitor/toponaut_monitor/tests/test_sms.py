"""Sending an SMS through Twilio: polling its status, failures, and that no message shows the token."""

from dataclasses import replace

import pytest

from toponaut_monitor import sms
from toponaut_monitor.channel_settings import SmsSettings
from toponaut_monitor.errors import NotSent
from toponaut_monitor.tests.conftest import MonitorUnderTest


def account(monitor: MonitorUnderTest) -> SmsSettings:
    settings = monitor.settings.sms
    assert settings
    return settings


def send(account: SmsSettings, pauses: list[float] | None = None) -> str:
    return sms.send(account, "down", sleep=(pauses if pauses is not None else []).append)


def failure_message(account: SmsSettings) -> str:
    with pytest.raises(NotSent) as refused:
        send(account)
    assert "the-token" not in str(refused.value) + repr(account)
    return str(refused.value)


def test_status_is_polled_until_delivered(monitor: MonitorUnderTest) -> None:
    pauses: list[float] = []
    monitor.fake_twilio.statuses = ["queued", "sending", "sent", "delivered", "never asked"]
    assert send(account(monitor), pauses) == "delivered"
    assert pauses == [2] * 4
    post, *gets = monitor.fake_twilio.requested_paths
    assert post == "/2010-04-01/Accounts/AC0123456789/Messages.json"
    assert gets == ["/2010-04-01/Accounts/AC0123456789/Messages/SM1.json"] * 4
    assert monitor.fake_twilio.sms_texts == ["down"]


def test_message_is_sent_if_the_carrier_never_confirms(monitor: MonitorUnderTest) -> None:
    monitor.fake_twilio.statuses = ["sent"]
    assert send(account(monitor)) == "sent"


@pytest.mark.parametrize("status", ["failed", "undelivered", "canceled", "queued", "sending"])
def test_undelivered_message_is_a_failure(monitor: MonitorUnderTest, status: str) -> None:
    monitor.fake_twilio.statuses = [status]
    assert f"Twilio says {status}" in failure_message(account(monitor))


def test_wrong_token_is_a_failure(monitor: MonitorUnderTest) -> None:
    monitor.fake_twilio.refuses = True
    assert "Authenticate" in failure_message(account(monitor))


def test_unreachable_twilio_is_a_failure(monitor: MonitorUnderTest) -> None:
    unreachable = replace(account(monitor), api_url="http://127.0.0.1:1")
    assert failure_message(unreachable) == "Twilio does not answer (ConnectionError)."


def test_unsubscribed_recipient_is_told_to_send_start(monitor: MonitorUnderTest) -> None:
    hint = (
        "+436601234567 has unsubscribed from messages of +15005550006 (Twilio's error 21610): "
        "send an SMS with the word START from +436601234567 to +15005550006."
    )
    monitor.fake_twilio.error = (400, 21610, "Attempt to send to unsubscribed recipient")
    assert failure_message(account(monitor)) == hint
    monitor.fake_twilio.error = None
    monitor.fake_twilio.statuses, monitor.fake_twilio.failure_code = ["undelivered"], 21610
    assert failure_message(account(monitor)) == hint


def test_too_many_requests_are_a_failure(monitor: MonitorUnderTest) -> None:
    monitor.fake_twilio.error = (429, 20429, "Too Many Requests")
    assert failure_message(account(monitor)) == "Twilio refuses: too many requests at the moment (429)."


def test_status_is_polled_again_after_too_many_requests(monitor: MonitorUnderTest) -> None:
    monitor.fake_twilio.statuses = ["429", "429", "delivered"]
    assert send(account(monitor)) == "delivered"
    assert monitor.fake_twilio.sms_texts == ["down"]
