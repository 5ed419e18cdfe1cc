"""The monitor's settings from environment variables, and Twilio's token from a file."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from toponaut_sidecar.environment import Environment, read_secret
from toponaut_sidecar.errors import InvalidSettings, NotConfigured

OWN_SITE = "http://nginx:8080"  # the site of this stack, inside Docker's network
DEFAULT_URLS = f"{OWN_SITE}/|Toponaut,{OWN_SITE}/readyz|ok"
DEFAULT_INTERNET_ADDRESSES = "1.1.1.1:53,9.9.9.9:53,8.8.8.8:53"  # DNS resolvers of three operators: one always answers
MAX_URLS = 20  # a round probes them one after the other, each up to three times
MIN_ROUND_SECONDS, MAX_ROUND_SECONDS = 5, 3600
MAX_RETRY_SECONDS = 300
URL_PATTERN = re.compile(r"https?://[^\s|,]+")
HOST_AND_PORT_PATTERN = re.compile(r"\[?([^\s\[\]]+?)\]?:(\d{1,5})")
ACCOUNT_SID_PATTERN = re.compile(r"AC[0-9a-zA-Z]{6,64}")
PHONE_NUMBER_PATTERN = re.compile(r"\+[1-9]\d{6,14}")
SENDER_PATTERN = re.compile(rf"{PHONE_NUMBER_PATTERN.pattern}|[A-Za-z0-9 ]{{2,11}}|MG[0-9a-f]{{32}}")


@dataclass(frozen=True, slots=True)
class Target:
    url: str
    marker: str  # text that the page must contain; empty if any page is accepted

    @property
    def is_external(self) -> bool:
        """Whether the address is outside Docker's network. Host names inside have no dot."""
        return "." in self.url.split("/")[2] or "[" in self.url


@dataclass(frozen=True, slots=True)
class TwilioAccount:
    """Twilio's credentials, and the numbers to send from and to. `repr` omits the token, so no message shows it."""

    sid: str
    token: str = field(repr=False)
    sender: str
    to: str
    api_url: str


@dataclass(frozen=True, slots=True)
class MonitorSettings:
    targets: tuple[Target, ...]
    host: str  # the Host header for OWN_SITE
    internet_addresses: tuple[tuple[str, int], ...]  # to find out whether our own network is down
    seconds: int  # from round to round
    retry_seconds: int  # from one failed probe to the next
    deadman_url: str
    sms_account: str
    sms_from: str
    sms_to: str
    sms_url: str
    release: str
    secrets: Path
    logs: Path
    reports: Path
    backup: Path
    starts: Path
    state: Path

    def twilio_account(self) -> TwilioAccount:
        """Read the token from its file, so that a change of the file needs no restart.

        Raises NotConfigured or InvalidSettings.
        """
        if not self.sms_account:
            raise NotConfigured(
                "no SMS is configured, so alerts go to the log and the dashboard only: set TWILIO_ACCOUNT_SID, "
                "TWILIO_FROM and TWILIO_TO in .env, put the token into secrets/, and run `make up`."
            )
        token = read_secret(self.secrets / "twilio_token", "Twilio's token")
        return TwilioAccount(self.sms_account, token, self.sms_from, self.sms_to, self.sms_url)


def read_settings(variables: Mapping[str, str] = os.environ) -> MonitorSettings:
    """Raises InvalidSettings, which names the variable."""
    environment = Environment(variables)
    text, matching, path = environment.text, environment.matching, environment.path
    account = matching("TWILIO_ACCOUNT_SID", ACCOUNT_SID_PATTERN, "the account's SID, AC…")
    sender = matching("TWILIO_FROM", SENDER_PATTERN, "a number like +15005550006, or a name")
    recipient = matching("TWILIO_TO", PHONE_NUMBER_PATTERN, "a number like +436601234567")
    return MonitorSettings(
        targets=_targets(text("MONITOR_URLS", DEFAULT_URLS)),
        host=text("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".").replace("*", "localhost"),
        internet_addresses=_hosts_and_ports(text("MONITOR_PROBES", DEFAULT_INTERNET_ADDRESSES)),
        seconds=environment.seconds("MONITOR_SECONDS", 900, MIN_ROUND_SECONDS, MAX_ROUND_SECONDS),
        retry_seconds=environment.seconds("MONITOR_RETRY_SECONDS", 20, 0, MAX_RETRY_SECONDS),
        deadman_url=matching("DEADMAN_URL", URL_PATTERN, "https://…"),
        sms_account=account,
        sms_from=_required_with(account, "TWILIO_FROM", sender),
        sms_to=_required_with(account, "TWILIO_TO", recipient),
        sms_url=matching("TWILIO_URL", URL_PATTERN, "https://…", "https://api.twilio.com"),
        release=text("RELEASE", "dev"),
        secrets=path("SECRETS", "/run/secrets"),
        logs=path("LOGS_DIR", "/var/log/toponaut"),
        reports=path("REPORTS_DIR", "/var/lib/toponaut-reports"),
        backup=path("BACKUP_DIR", "/var/lib/toponaut-backup"),
        starts=path("STARTS_DIR", "/run/toponaut-starts"),
        state=path("MONITOR_DIR", "/var/lib/toponaut-monitor"),
    )


def _targets(text: str) -> tuple[Target, ...]:
    """Parse a list like `https://a.example/|words of the page,https://b.example/`."""
    targets = {}
    for entry in text.split(","):
        url, _, marker = entry.strip().partition("|")
        if not URL_PATTERN.fullmatch(url):
            raise InvalidSettings(
                f"MONITOR_URLS has {entry.strip()!r}: expected https://… or https://…|words of the page."
            )
        targets[url] = Target(url, marker.strip())
    if len(targets) > MAX_URLS:
        raise InvalidSettings(f"MONITOR_URLS has {len(targets)} addresses: a round has time for {MAX_URLS} at most.")
    return tuple(targets.values())


def _hosts_and_ports(text: str) -> tuple[tuple[str, int], ...]:
    matches = [(entry.strip(), HOST_AND_PORT_PATTERN.fullmatch(entry.strip())) for entry in text.split(",")]
    for entry, match in matches:
        if not match:
            raise InvalidSettings(
                f"MONITOR_PROBES has {entry!r}: expected an address and its TCP port, like 1.1.1.1:53."
            )
    return tuple((match[1], int(match[2])) for _, match in matches if match)


def _required_with(account: str, name: str, value: str) -> str:
    if account and not value:
        raise InvalidSettings(f"TWILIO_ACCOUNT_SID is set, and {name} is not: no SMS can be sent without it.")
    return value
