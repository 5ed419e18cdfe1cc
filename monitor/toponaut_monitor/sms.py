"""A text message through Twilio, whose 201 says only that it was taken in: what became of it has to be asked for."""

import time
from collections.abc import Callable
from typing import Any

from toponaut_monitor.errors import NotSent
from toponaut_monitor.settings import Twilio

ANSWER_SECONDS = 10
ASK_SECONDS, ASKS = 2, 15  # half a minute: most carriers say within ten seconds
DELIVERED = {"delivered", "received", "read"}
LOST = {"failed", "undelivered", "canceled"}
HANDED_OVER = {"sent"}  # to a carrier; some never say more

Sleep = Callable[[float], object]


def send(way: Twilio, text: str, *, sleep: Sleep = time.sleep) -> str:
    """The status it ended with. Raises NotSent, which never shows the token."""
    # 26 MB, which no round but one with something to say should hold
    from requests import RequestException
    from twilio.base.exceptions import TwilioException

    try:
        return _sent(_client(way), way, text, sleep)
    except TwilioException as problem:
        said = getattr(problem, "msg", "") or str(problem)
        raise NotSent(f"Twilio refused: {said}") from None
    except (RequestException, OSError) as problem:
        raise NotSent(f"Twilio does not answer ({type(problem).__name__}).") from None


def _client(way: Twilio) -> Any:
    from twilio.http.http_client import TwilioHttpClient
    from twilio.rest import Client

    client = Client(way.account, way.token, http_client=TwilioHttpClient(timeout=ANSWER_SECONDS))
    client.api.base_url = way.url
    return client


def _sent(client: Any, way: Twilio, text: str, sleep: Sleep) -> str:
    message = client.messages.create(to=way.to, from_=way.sender, body=text)
    status = str(message.status)
    for _ in range(ASKS):
        if status in DELIVERED | LOST:
            break
        sleep(ASK_SECONDS)
        message = client.messages(message.sid).fetch()
        status = str(message.status)
    if status in DELIVERED | HANDED_OVER:
        return status
    raise NotSent(f"Twilio says {status}{_code(message)}.")


def _code(message: Any) -> str:
    return f", error {message.error_code}" if message.error_code else ""
