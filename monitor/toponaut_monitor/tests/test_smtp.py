"""Sending an e-mail through a real SMTP server: encryption, password, refusals; no message shows the password."""

import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from toponaut_monitor import smtp
from toponaut_monitor.alert_message import AlertMessage
from toponaut_monitor.channel_settings import EmailSettings
from toponaut_monitor.errors import NotSent
from toponaut_monitor.tests.fake_smtp import ADDRESS, PASSWORD, USER, FakeSmtp, make_certificate, serving_smtp

MESSAGE = AlertMessage("toponaut.example", ("the disk is 91 % full", "Québec is down:\n status 503"))


@dataclass
class Mailbox:
    server: FakeSmtp
    settings: EmailSettings
    context: ssl.SSLContext

    def error(self, **changes: object) -> str:
        """Why a message cannot be sent with these settings."""
        with pytest.raises(NotSent) as refused:
            smtp.send(replace(self.settings, **changes), MESSAGE)  # type: ignore[arg-type]
        assert PASSWORD.decode() not in str(refused.value)
        return str(refused.value)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ssl.SSLContext]:
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def mailbox(
    tmp_path: Path, certificate: tuple[Path, ssl.SSLContext], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Mailbox]:
    """A server with STARTTLS, whose certificate this process trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    (tmp_path / "smtp_password").write_bytes(PASSWORD + b"\n")
    server = FakeSmtp()
    with serving_smtp(server, tls_context=certificate[1], require_starttls=True):
        recipients = ("ada@example.org", "grace@example.org")
        settings = EmailSettings(ADDRESS, server.port, "starttls", "", "alerts@example.org", recipients, tmp_path)
        yield Mailbox(server, settings, certificate[1])


def test_message_arrives_with_starttls(mailbox: Mailbox) -> None:
    assert smtp.send(mailbox.settings, MESSAGE) == "127.0.0.1 took it"
    (mail,) = mailbox.server.received
    assert mail["Subject"] == "Toponaut toponaut.example: the disk is 91 % full; Québec is down: status 503"
    assert mail.get_content().splitlines() == ["the disk is 91 % full", "Québec is down: status 503"]
    assert (mail["From"], mail["To"]) == ("alerts@example.org", "ada@example.org, grace@example.org")
    assert mail["Date"]
    assert mail["Message-ID"].endswith("@example.org>")
    assert mailbox.server.recipients == ["ada@example.org", "grace@example.org"]


def test_message_arrives_with_tls_from_the_first_byte(mailbox: Mailbox) -> None:
    with serving_smtp(mailbox.server, ssl_context=mailbox.context):
        smtp.send(replace(mailbox.settings, port=mailbox.server.port, encryption="tls"), MESSAGE)
    assert len(mailbox.server.received) == 1


def test_message_arrives_without_encryption(mailbox: Mailbox) -> None:
    with serving_smtp(mailbox.server):
        smtp.send(replace(mailbox.settings, port=mailbox.server.port, encryption="none"), MESSAGE)
    assert len(mailbox.server.received) == 1


def test_user_signs_in_with_the_password_of_the_secret_file(mailbox: Mailbox) -> None:
    smtp.send(replace(mailbox.settings, user=USER.decode()), MESSAGE)
    assert mailbox.server.users == [USER]
    assert len(mailbox.server.received) == 1


def test_wrong_password_is_a_failure(mailbox: Mailbox) -> None:
    error = mailbox.error(user="grace")
    assert error.endswith("refuses SMTP_USER with the password in secrets/smtp_password (535).")
    assert mailbox.server.received == []


def test_unknown_certificate_is_refused(mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    assert "no TLS connection (self-signed certificate)" in mailbox.error()
    assert mailbox.server.received == []


def test_server_without_starttls_gets_no_message(mailbox: Mailbox) -> None:
    with serving_smtp(mailbox.server):
        assert "does not offer what SMTP_ENCRYPTION=starttls" in mailbox.error(port=mailbox.server.port)
    assert mailbox.server.received == []


def test_wrong_kind_of_encryption_is_a_failure(mailbox: Mailbox) -> None:
    assert "no TLS connection" in mailbox.error(encryption="tls")


def test_refused_recipients_are_named(mailbox: Mailbox) -> None:
    mailbox.server.refused = {"grace@example.org"}
    assert smtp.send(mailbox.settings, MESSAGE) == "127.0.0.1 took it, but not for grace@example.org"
    mailbox.server.refused = {"ada@example.org", "grace@example.org"}
    assert "refuses the recipients: 550 no such user" in mailbox.error()


def test_refused_message_is_a_failure(mailbox: Mailbox) -> None:
    mailbox.server.refusal = "451 try again later"
    assert mailbox.error().endswith("refuses: 451 try again later")


def test_unreachable_server_is_a_failure_that_names_other_ports(mailbox: Mailbox) -> None:
    error = mailbox.error(port=1)
    assert error.startswith("127.0.0.1:1 does not answer (ConnectionRefusedError). Some providers block ports")


def test_silent_server_is_a_failure(mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "TIMEOUT_SECONDS", 0.1)
    with socket.create_server((ADDRESS, 0)) as silent:
        assert "does not answer (SMTPServerDisconnected)" in mailbox.error(port=silent.getsockname()[1])
