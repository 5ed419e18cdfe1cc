"""Sending an SMS through Twilio: polling its status, failures, and that no message shows the token."""

from dataclasses import replace

import pytest

from toponaut_monitor import sms
from toponaut_monitor.errors import SmsNotSent
from toponaut_monitor.settings import TwilioAccount
from toponaut_monitor.tests.conftest import MonitorUnderTest


def send(account: TwilioAccount, pauses: list[float] | None = None) -> str:
    return sms.send(account, "down", sleep=(pauses if pauses is not None else []).append)


def failure_message(account: TwilioAccount) -> str:
    with pytest.raises(SmsNotSent) as refused:
        send(account)
    assert "the-token" not in str(refused.value) + repr(account)
    return str(refused.value)


def test_status_is_polled_until_delivered(monitor: MonitorUnderTest) -> None:
    pauses: list[float] = []
    monitor.fake_twilio.statuses = ["queued", "sending", "sent", "delivered", "never asked"]
    assert send(monitor.settings.twilio_account(), pauses) == "delivered"
    assert pauses == [2] * 4
    post, *gets = monitor.fake_twilio.requested_paths
    assert post == "/2010-04-01/Accounts/AC0123456789/Messages.json"
    assert gets == ["/2010-04-01/Accounts/AC0123456789/Messages/SM1.json"] * 4
    assert monitor.fake_twilio.sms_texts == ["down"]


def test_message_is_sent_if_the_carrier_never_confirms(monitor: MonitorUnderTest) -> None:
    monitor.fake_twilio.statuses = ["sent"]
    assert send(monitor.settings.twilio_account()) == "sent"


@pytest.mark.parametrize("status", ["failed", "undelivered", "canceled", "queued", "sending"])
def test_undelivered_message_is_a_failure(monitor: MonitorUnderTest, status: str) -> None:
    monitor.fake_twilio.statuses = [status]
    assert f"Twilio says {status}" in failure_message(monitor.settings.twilio_account())


def test_wrong_token_is_a_failure(monitor: MonitorUnderTest) -> None:
    monitor.fake_twilio.refuses = True
    assert "Authenticate" in failure_message(monitor.settings.twilio_account())


def test_unreachable_twilio_is_a_failure(monitor: MonitorUnderTest) -> None:
    account = replace(monitor.settings.twilio_account(), api_url="http://127.0.0.1:1")
    assert failure_message(account) == "Twilio does not answer (ConnectionError)."
