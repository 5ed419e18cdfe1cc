"""Sends a message to a webhook: a POST request with JSON.

"slack": {"text": …}, which Slack, Mattermost, Rocket.Chat, Google Chat and Discord (with /slack at the address's end)
understand. "ntfy": the topic is the last part of the address, and the JSON goes to the address of the server.
"""

import json
from contextlib import closing
from http.client import HTTPException
from urllib.parse import urlsplit, urlunsplit

from toponaut_monitor.alert_message import AlertMessage
from toponaut_monitor.channel_settings import WebhookSettings
from toponaut_monitor.errors import NotSent
from toponaut_monitor.http_connection import connection_to, request_path

TIMEOUT_SECONDS = 10
MAX_ANSWER_BYTES = 10_000  # of the answer, which is not used
MAX_CHARS = 3500  # ntfy makes an attachment of messages with more than 4096 bytes

JsonObject = dict[str, str]


def send(settings: WebhookSettings, message: AlertMessage) -> str:
    """Send a message; returns how the server answered. Raises NotSent, whose message never holds the address."""
    url, content = _request(settings.format, settings.url(), message)
    headers = {"Content-Type": "application/json", "User-Agent": "toponaut-monitor", "Connection": "close"}
    try:
        with closing(connection_to(url, TIMEOUT_SECONDS)) as connection:
            connection.request("POST", request_path(url), json.dumps(content).encode(), headers)
            with connection.getresponse() as response:
                response.read(MAX_ANSWER_BYTES)
    except (OSError, HTTPException, ValueError) as error:
        raise NotSent(f"the webhook does not answer ({type(error).__name__}).") from None
    if not 200 <= response.status < 300:
        raise NotSent(f"the webhook answers {response.status} {response.reason}: is its address right?")
    return f"the server answers {response.status}"


def _request(name: str, url: str, message: AlertMessage) -> tuple[str, JsonObject]:
    """The address and the JSON, in this format."""
    text = message.one_line(MAX_CHARS)
    if name == "slack":
        return url, {"text": text}
    parts = urlsplit(url)
    folder, _, topic = parts.path.rstrip("/").rpartition("/")
    content = {"topic": topic, "title": f"Toponaut {message.site}", "message": message.lines()[:MAX_CHARS]}
    return urlunsplit(parts._replace(path=f"{folder}/")), content
