"""Calling a webhook over real HTTP: the two formats, failures, and that no message shows the address."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from toponaut_monitor import webhook
from toponaut_monitor.alert_message import AlertMessage
from toponaut_monitor.channel_settings import WebhookSettings
from toponaut_monitor.errors import NotSent
from toponaut_monitor.tests.fake_servers import FakeWebhook, serving
from toponaut_sidecar.errors import InvalidSettings

MESSAGE = AlertMessage("toponaut.example", ("the disk is full", "Québec is down"))
ONE_LINE = "Toponaut toponaut.example: the disk is full; Québec is down"


@dataclass
class Hook:
    server: FakeWebhook
    secrets: Path

    def send(self, name: str, path: str) -> str:
        """`path`: of the address in the secret file."""
        (self.secrets / "alert_webhook_url").write_text(f"{self.server.url}{path}\n")
        return webhook.send(WebhookSettings(name, self.secrets), MESSAGE)

    def error(self, path: str) -> str:
        with pytest.raises(NotSent) as refused:
            self.send("slack", path)
        assert path not in str(refused.value)
        return str(refused.value)


@pytest.fixture
def hook(tmp_path: Path) -> Iterator[Hook]:
    server = FakeWebhook()
    with serving(server):
        yield Hook(server, tmp_path)


def test_slack_format_is_one_text(hook: Hook) -> None:
    assert hook.send("slack", "/services/T0/B0/secret?thread=1") == "the server answers 200"
    assert hook.server.requested_paths == ["/services/T0/B0/secret?thread=1"]
    assert hook.server.received == [{"text": ONE_LINE}]


def test_ntfy_format_names_the_topic_and_goes_to_the_server(hook: Hook) -> None:
    hook.send("ntfy", "/my-topic?auth=secret")
    hook.send("ntfy", "/behind/a/path/my-topic/")
    assert hook.server.requested_paths == ["/?auth=secret", "/behind/a/path/"]
    content = {
        "topic": "my-topic",
        "title": "Toponaut toponaut.example",
        "message": "the disk is full\nQuébec is down\n",
    }
    assert hook.server.received == [content, content]


@pytest.mark.parametrize("status", [302, 404, 429, 500])
def test_other_status_than_success_is_a_failure(hook: Hook, status: int) -> None:
    hook.server.status = status
    assert hook.error("/secret").startswith(f"the webhook answers {status} ")


def test_unreachable_server_is_a_failure(tmp_path: Path) -> None:
    stopped = FakeWebhook()
    with serving(stopped):
        pass
    assert Hook(stopped, tmp_path).error("/secret") == "the webhook does not answer (ConnectionRefusedError)."


@pytest.mark.parametrize(("content", "words"), [("", "is empty"), ("ntfy.sh/x", "is not an address")])
def test_address_that_cannot_be_used_is_named(tmp_path: Path, content: str, words: str) -> None:
    (tmp_path / "alert_webhook_url").write_text(content)
    with pytest.raises((NotSent, InvalidSettings), match=f"alert_webhook_url {words}"):
        webhook.send(WebhookSettings("slack", tmp_path), MESSAGE)
