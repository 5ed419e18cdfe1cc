"""A message through Twilio's client: what counts as sent, what is said of the rest, and that no token shows."""

from dataclasses import replace

import pytest

from toponaut_monitor import sms
from toponaut_monitor.errors import NotSent
from toponaut_monitor.settings import Twilio
from toponaut_monitor.tests.conftest import Monitor


def send(way: Twilio, slept: list[float] | None = None) -> str:
    return sms.send(way, "down", sleep=(slept if slept is not None else []).append)


def refusal(way: Twilio) -> str:
    with pytest.raises(NotSent) as refused:
        send(way)
    assert "the-token" not in str(refused.value) + repr(way)
    return str(refused.value)


def test_it_is_asked_for_until_it_is_delivered(monitor: Monitor) -> None:
    slept: list[float] = []
    monitor.gateway.becomes = ["queued", "sending", "sent", "delivered", "never asked"]
    assert send(monitor.settings.twilio(), slept) == "delivered"
    assert slept == [2] * 4
    post, *gets = monitor.gateway.asked
    assert post == "/2010-04-01/Accounts/AC0123456789/Messages.json"
    assert gets == ["/2010-04-01/Accounts/AC0123456789/Messages/SM1.json"] * 4
    assert monitor.gateway.texts == ["down"]


def test_a_carrier_that_never_says_more_than_that_it_has_it(monitor: Monitor) -> None:
    monitor.gateway.becomes = ["sent"]
    assert send(monitor.settings.twilio()) == "sent"


@pytest.mark.parametrize("status", ["failed", "undelivered", "canceled", "queued", "sending"])
def test_what_did_not_go_out(monitor: Monitor, status: str) -> None:
    monitor.gateway.becomes = [status]
    assert f"Twilio says {status}" in refusal(monitor.settings.twilio())


def test_a_wrong_token(monitor: Monitor) -> None:
    monitor.gateway.refuses = True
    assert "Authenticate" in refusal(monitor.settings.twilio())


def test_nobody_there(monitor: Monitor) -> None:
    way = replace(monitor.settings.twilio(), url="http://127.0.0.1:1")
    assert refusal(way) == "Twilio does not answer (ConnectionError)."
