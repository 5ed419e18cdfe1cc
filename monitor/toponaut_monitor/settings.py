"""The monitor's settings from environment variables."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from toponaut_monitor.channel_settings import (
    URL_PATTERN,
    EmailSettings,
    SmsSettings,
    WebhookSettings,
    read_email_settings,
    read_sms_settings,
    read_webhook_settings,
)
from toponaut_monitor.status_page.settings import StatusPageSettings, read_status_page_settings
from toponaut_sidecar.environment import Environment
from toponaut_sidecar.errors import InvalidSettings

OWN_SITE = "http://nginx:8080"  # the site of this stack, inside Docker's network
DEFAULT_URLS = f"{OWN_SITE}/|Toponaut,{OWN_SITE}/readyz|ok"
DEFAULT_INTERNET_ADDRESSES = "1.1.1.1:53,9.9.9.9:53,8.8.8.8:53"  # DNS resolvers of three operators: one always answers
MAX_URLS = 20  # a round probes them one after the other, each up to three times
MIN_ROUND_SECONDS, MAX_ROUND_SECONDS = 5, 3600
MAX_RETRY_SECONDS = 300
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY_PATTERN = re.compile("|".join(WEEKDAYS))
CHANNELS_PATTERN = re.compile(r"(sms|email|webhook)(\s*,\s*(sms|email|webhook))*")
HOST_AND_PORT_PATTERN = re.compile(r"\[?([^\s\[\]]+?)\]?:(\d{1,5})")


@dataclass(frozen=True, slots=True)
class Target:
    url: str
    marker: str  # text that the page must contain; empty if any page is accepted

    @property
    def is_external(self) -> bool:
        """Whether the address is outside Docker's network. Host names inside have no dot."""
        return "." in self.url.split("/")[2] or "[" in self.url


@dataclass(frozen=True, slots=True)
class MonitorSettings:
    targets: tuple[Target, ...]
    host: str  # the Host header for OWN_SITE
    internet_addresses: tuple[tuple[str, int], ...]  # to find out whether our own network is down
    seconds: int  # from round to round
    retry_seconds: int  # from one failed probe to the next
    deadman_url: str
    sms: SmsSettings | None
    email: EmailSettings | None
    webhook: WebhookSettings | None
    status_page: StatusPageSettings | None
    all_is_well_day: int | None  # Monday is 0; None if the message is off
    all_is_well_channels: frozenset[str]  # keys of channels; empty for all
    release: str
    logs: Path
    reports: Path
    backup: Path
    starts: Path
    state: Path
    status_folder: Path  # which staging's nginx serves at /status/


def read_settings(variables: Mapping[str, str] = os.environ) -> MonitorSettings:
    """Raises InvalidSettings, which names the variable."""
    environment = Environment(variables)
    text, matching, path = environment.text, environment.matching, environment.path
    secrets = path("SECRETS", "/run/secrets")
    https_url = _https_url(text("TLS_DOMAIN", ""), text("HTTPS_PORT", "443"))
    targets = _targets(text("MONITOR_URLS", DEFAULT_URLS), https_url)
    return MonitorSettings(
        targets=targets,
        host=text("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".").replace("*", "localhost"),
        internet_addresses=_hosts_and_ports(text("MONITOR_PROBES", DEFAULT_INTERNET_ADDRESSES)),
        seconds=environment.seconds("MONITOR_SECONDS", 900, MIN_ROUND_SECONDS, MAX_ROUND_SECONDS),
        retry_seconds=environment.seconds("MONITOR_RETRY_SECONDS", 20, 0, MAX_RETRY_SECONDS),
        deadman_url=matching("DEADMAN_URL", URL_PATTERN, "https://…"),
        sms=read_sms_settings(environment, secrets),
        email=read_email_settings(environment, secrets),
        webhook=read_webhook_settings(environment, secrets),
        status_page=read_status_page_settings(environment, [target.url for target in targets], secrets),
        all_is_well_day=_weekday(matching("ALL_IS_WELL_DAY", WEEKDAY_PATTERN, "a day, like monday")),
        all_is_well_channels=_words(
            matching("ALL_IS_WELL_CHANNELS", CHANNELS_PATTERN, "sms, email, webhook, with commas")
        ),
        release=text("RELEASE", "dev"),
        logs=path("LOGS_DIR", "/var/log/toponaut"),
        reports=path("REPORTS_DIR", "/var/lib/toponaut-reports"),
        backup=path("BACKUP_DIR", "/var/lib/toponaut-backup"),
        starts=path("STARTS_DIR", "/run/toponaut-starts"),
        state=path("MONITOR_DIR", "/var/lib/toponaut-monitor"),
        status_folder=path("STATUS_DIR", "/var/lib/toponaut-status"),
    )


def _https_url(domain: str, port: str) -> str:
    """The site's address as visitors see it, if it has TLS: its certificate is served there. Empty without TLS."""
    host = domain.split(",", maxsplit=1)[0].strip()
    return f"https://{host}{'' if port == '443' else f':{port}'}/" if host else ""


def _targets(text: str, https_url: str) -> tuple[Target, ...]:
    """Parse a list like `https://a.example/|words of the page,https://b.example/`. `https_url` is always watched."""
    targets = {https_url: Target(https_url, "Toponaut")} if https_url else {}
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


def _weekday(name: str) -> int | None:
    return WEEKDAYS.index(name) if name else None


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip() for word in text.split(",") if word.strip())
