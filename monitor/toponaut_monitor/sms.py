"""Sends text messages through Twilio, and polls their status: Twilio's response 201 does not mean that they arrive."""

import time
from collections.abc import Callable
from typing import Any

from toponaut_monitor.errors import SmsNotSent
from toponaut_monitor.settings import TwilioAccount

REQUEST_TIMEOUT_SECONDS = 10
POLL_SECONDS, MAX_POLLS = 2, 15  # half a minute: most carriers confirm within ten seconds
DELIVERED = {"delivered", "received", "read"}
FAILED = {"failed", "undelivered", "canceled"}
HANDED_TO_CARRIER = {"sent"}  # some carriers never confirm delivery

Sleep = Callable[[float], object]


def send(account: TwilioAccount, text: str, *, sleep: Sleep = time.sleep) -> str:
    """Send a message; returns its last status. Raises SmsNotSent, whose message never holds the token."""
    # Imported here, because these modules take 26 MB, and most rounds send no SMS.
    from requests import RequestException
    from twilio.base.exceptions import TwilioException

    try:
        return _send_and_poll(_client(account), account, text, sleep)
    except TwilioException as error:
        message = getattr(error, "msg", "") or str(error)
        raise SmsNotSent(f"Twilio refused: {message}") from None
    except (RequestException, OSError) as error:
        raise SmsNotSent(f"Twilio does not answer ({type(error).__name__}).") from None


def _client(account: TwilioAccount) -> Any:
    from twilio.http.http_client import TwilioHttpClient
    from twilio.rest import Client

    client = Client(account.sid, account.token, http_client=TwilioHttpClient(timeout=REQUEST_TIMEOUT_SECONDS))
    client.api.base_url = account.api_url
    return client


def _send_and_poll(client: Any, account: TwilioAccount, text: str, sleep: Sleep) -> str:
    message = client.messages.create(to=account.to, from_=account.sender, body=text)
    status = str(message.status)
    for _ in range(MAX_POLLS):
        if status in DELIVERED | FAILED:
            break
        sleep(POLL_SECONDS)
        message = client.messages(message.sid).fetch()
        status = str(message.status)
    if status in DELIVERED | HANDED_TO_CARRIER:
        return status
    raise SmsNotSent(f"Twilio says {status}{_error_code(message)}.")


def _error_code(message: Any) -> str:
    return f", error {message.error_code}" if message.error_code else ""
