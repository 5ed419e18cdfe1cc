"""Sends a message by e-mail, through an SMTP server."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from toponaut_monitor.alert_message import AlertMessage
from toponaut_monitor.channel_settings import EmailSettings
from toponaut_monitor.errors import NotSent
from toponaut_sidecar.errors import SidecarError

TIMEOUT_SECONDS = 10  # for each step of the conversation with the server
MAX_SUBJECT_CHARS = 150
PORT_HINT = "Some providers block ports 25, 465 and 587; many mail servers also take 2525 (SMTP_PORT)."


def send(settings: EmailSettings, message: AlertMessage) -> str:
    """Send a message; returns who took it. Raises SidecarError, whose message never holds the password."""
    try:
        with _connect(settings) as server:
            if settings.user:
                server.login(settings.user, settings.password())
            refused = server.send_message(_compose(settings, message))
    except SidecarError:
        raise
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise NotSent(_describe(settings, error)) from None
    not_taken = f", but not for {', '.join(refused)}" if refused else ""
    return f"{settings.host} took it{not_taken}"


def _connect(settings: EmailSettings) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if settings.encryption == "tls":
        return smtplib.SMTP_SSL(settings.host, settings.port, timeout=TIMEOUT_SECONDS, context=context)
    server = smtplib.SMTP(settings.host, settings.port, timeout=TIMEOUT_SECONDS)
    if settings.encryption == "starttls":
        try:
            server.starttls(context=context)
        except BaseException:
            server.close()
            raise
    return server


def _compose(settings: EmailSettings, message: AlertMessage) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"] = settings.sender, ", ".join(settings.recipients)
    mail["Subject"] = message.one_line(MAX_SUBJECT_CHARS)
    mail["Date"], mail["Message-ID"] = formatdate(), make_msgid(domain=settings.sender.partition("@")[2])
    mail["Auto-Submitted"] = "auto-generated"  # so that no out-of-office reply comes back
    mail.set_content(message.lines())
    return mail


def _describe(settings: EmailSettings, error: Exception) -> str:
    server = f"{settings.host}:{settings.port}"
    match error:
        case smtplib.SMTPAuthenticationError():
            return f"{server} refuses SMTP_USER with the password in secrets/smtp_password ({error.smtp_code})."
        case smtplib.SMTPRecipientsRefused():
            code, words = next(iter(error.recipients.values()))
            return f"{server} refuses the recipients: {code} {_printable(words)}"
        case smtplib.SMTPResponseException():
            return f"{server} refuses: {error.smtp_code} {_printable(error.smtp_error)}"
        case smtplib.SMTPNotSupportedError():
            return f"{server} does not offer what SMTP_ENCRYPTION={settings.encryption} and SMTP_USER need: {error}"
        case ssl.SSLError():
            return f"{server}: no TLS connection ({getattr(error, 'verify_message', '') or error.reason})."
        case _:
            return f"{server} does not answer ({type(error).__name__}). {PORT_HINT}"


def _printable(words: bytes | str) -> str:
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    return " ".join(text.split())[:200]
