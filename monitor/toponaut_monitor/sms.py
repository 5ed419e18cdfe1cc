"""Sends text messages through Twilio, and polls their status: Twilio's response 201 does not mean that they arrive."""

import time
from collections.abc import Callable
from typing import Any

from requests import RequestException
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from toponaut_monitor.channel_settings import SmsSettings
from toponaut_monitor.errors import NotSent

REQUEST_TIMEOUT_SECONDS = 10
POLL_SECONDS, MAX_POLLS = 2, 15  # half a minute: most carriers confirm within ten seconds
DELIVERED = {"delivered", "received", "read"}
FAILED = {"failed", "undelivered", "canceled"}
HANDED_TO_CARRIER = {"sent"}  # some carriers never confirm delivery
UNSUBSCRIBED = 21610  # Twilio's code for a recipient who has answered STOP
TOO_MANY_REQUESTS = 429

Sleep = Callable[[float], object]


def send(settings: SmsSettings, text: str, *, sleep: Sleep = time.sleep) -> str:
    """Send a message; returns its last status. Raises NotSent, whose message never holds the token, or
    InvalidSettings."""
    try:
        return _send_and_poll(_client(settings), settings, text, sleep)
    except TwilioException as error:
        raise NotSent(_describe_refusal(error, settings)) from None
    except (RequestException, OSError) as error:
        raise NotSent(f"Twilio does not answer ({type(error).__name__}).") from None


def _client(settings: SmsSettings) -> Any:
    client = Client(
        settings.account_sid, settings.token(), http_client=TwilioHttpClient(timeout=REQUEST_TIMEOUT_SECONDS)
    )
    client.api.base_url = settings.api_url
    return client


def _send_and_poll(client: Any, settings: SmsSettings, text: str, sleep: Sleep) -> str:
    message = client.messages.create(to=settings.recipient, from_=settings.sender, body=text)
    status = str(message.status)
    for _ in range(MAX_POLLS):
        if status in DELIVERED | FAILED:
            break
        sleep(POLL_SECONDS)
        message = _fetch(client, message)
        status = str(message.status)
    if status in DELIVERED | HANDED_TO_CARRIER:
        return status
    if message.error_code == UNSUBSCRIBED:
        raise NotSent(_unsubscribed(settings))
    raise NotSent(f"Twilio says {status}{_error_code(message)}.")


def _fetch(client: Any, message: Any) -> Any:
    """The message with its present status. If Twilio refuses because of too many requests, the next poll asks again."""
    try:
        return client.messages(message.sid).fetch()
    except TwilioRestException as error:
        if error.status == TOO_MANY_REQUESTS:
            return message
        raise


def _describe_refusal(error: Any, settings: SmsSettings) -> str:
    if getattr(error, "code", None) == UNSUBSCRIBED:
        return _unsubscribed(settings)
    if getattr(error, "status", None) == TOO_MANY_REQUESTS:
        return "Twilio refuses: too many requests at the moment (429)."
    return f"Twilio refused: {getattr(error, 'msg', '') or error}"


def _unsubscribed(settings: SmsSettings) -> str:
    return (
        f"{settings.recipient} has unsubscribed from messages of {settings.sender} (Twilio's error {UNSUBSCRIBED}): "
        f"send an SMS with the word START from {settings.recipient} to {settings.sender}."
    )


def _error_code(message: Any) -> str:
    return f", error {message.error_code}" if message.error_code else ""
