"""Settings of the channels that alerts are sent by: SMS, e-mail and a webhook. A channel without settings is off.

The settings hold no secret, so no message can show one. Secrets are read from their files when they are used, so a
changed file needs no restart.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from toponaut_monitor.errors import NotSent
from toponaut_sidecar.environment import Environment, read_secret
from toponaut_sidecar.errors import InvalidSettings

URL_PATTERN = re.compile(r"https?://[^\s|,]+")
ACCOUNT_SID_PATTERN = re.compile(r"AC[0-9a-zA-Z]{6,64}")
PHONE_NUMBER_PATTERN = re.compile(r"\+[1-9]\d{6,14}")
SENDER_PATTERN = re.compile(rf"{PHONE_NUMBER_PATTERN.pattern}|[A-Za-z0-9 ]{{2,11}}|MG[0-9a-f]{{32}}")
HOST_PATTERN = re.compile(r"[A-Za-z0-9._:-]{1,253}")
EMAIL_ADDRESS = r"[^\s,<>@]+@[^\s,<>@]+"
EMAIL_ADDRESSES_PATTERN = re.compile(rf"{EMAIL_ADDRESS}(\s*,\s*{EMAIL_ADDRESS})*")
ENCRYPTION_PATTERN = re.compile("starttls|tls|none")
WEBHOOK_FORMAT_PATTERN = re.compile("slack|ntfy")
MAX_PORT = 65535


@dataclass(frozen=True, slots=True)
class SmsSettings:
    account_sid: str
    sender: str
    recipient: str
    api_url: str
    secrets: Path

    def token(self) -> str:
        """Raises InvalidSettings."""
        return read_secret(self.secrets / "twilio_token", "Twilio's token")


@dataclass(frozen=True, slots=True)
class EmailSettings:
    host: str
    port: int
    encryption: str  # "starttls", "tls" from the first byte, or "none"
    user: str  # empty if the server asks for no password
    sender: str
    recipients: tuple[str, ...]
    secrets: Path

    def password(self) -> str:
        """Raises InvalidSettings."""
        return read_secret(self.secrets / "smtp_password", "the password of SMTP_USER")


@dataclass(frozen=True, slots=True)
class WebhookSettings:
    format: str  # "slack" or "ntfy"
    secrets: Path

    def url(self) -> str:
        """The address is a secret, because whoever knows it can send messages. Raises InvalidSettings or NotSent."""
        url = read_secret(self.secrets / "alert_webhook_url", "the webhook's address, https://…")
        if not URL_PATTERN.fullmatch(url):
            raise NotSent("the secret alert_webhook_url is not an address: expected https://….")
        return url


def read_sms_settings(environment: Environment, secrets: Path) -> SmsSettings | None:
    """None without TWILIO_ACCOUNT_SID. Raises InvalidSettings."""
    matching = environment.matching
    account = matching("TWILIO_ACCOUNT_SID", ACCOUNT_SID_PATTERN, "the account's SID, AC…")
    sender = matching("TWILIO_FROM", SENDER_PATTERN, "a number like +15005550006, or a name")
    recipient = matching("TWILIO_TO", PHONE_NUMBER_PATTERN, "a number like +436601234567")
    url = matching("TWILIO_URL", URL_PATTERN, "https://…", "https://api.twilio.com")
    if not account:
        return None
    _require("TWILIO_ACCOUNT_SID", {"TWILIO_FROM": sender, "TWILIO_TO": recipient})
    return SmsSettings(account, sender, recipient, url, secrets)


def read_email_settings(environment: Environment, secrets: Path) -> EmailSettings | None:
    """None without ALERT_EMAIL_TO. Raises InvalidSettings."""
    matching = environment.matching
    recipients = matching("ALERT_EMAIL_TO", EMAIL_ADDRESSES_PATTERN, "addresses like ada@example.org, with commas")
    host = matching("SMTP_HOST", HOST_PATTERN, "a server's name, like smtp.example.org")
    port = environment.whole_number("SMTP_PORT", 587, 1, MAX_PORT, "a port")
    encryption = matching("SMTP_ENCRYPTION", ENCRYPTION_PATTERN, "starttls, tls or none", "starttls")
    sender = matching("SMTP_FROM", re.compile(EMAIL_ADDRESS), "an address like alerts@example.org")
    user = environment.text("SMTP_USER")
    if not recipients:
        return None
    _require("ALERT_EMAIL_TO", {"SMTP_HOST": host, "SMTP_FROM": sender})
    if user and encryption == "none":
        raise InvalidSettings("SMTP_USER is set, and SMTP_ENCRYPTION=none would send its password unencrypted.")
    addresses = tuple(address.strip() for address in recipients.split(","))
    return EmailSettings(host, port, encryption, user, sender, addresses, secrets)


def read_webhook_settings(environment: Environment, secrets: Path) -> WebhookSettings | None:
    """None without ALERT_WEBHOOK_FORMAT. Raises InvalidSettings."""
    name = environment.matching("ALERT_WEBHOOK_FORMAT", WEBHOOK_FORMAT_PATTERN, "slack or ntfy")
    return WebhookSettings(name, secrets) if name else None


def _require(setting: str, values: dict[str, str]) -> None:
    for name, value in values.items():
        if not value:
            raise InvalidSettings(f"{setting} is set, and {name} is not: no alert can be sent without it.")
