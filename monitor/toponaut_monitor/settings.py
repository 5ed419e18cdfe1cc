"""The sidecar's settings, from the environment; secrets from files. An empty variable counts as unset."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from toponaut_monitor.errors import MonitorError, Unconfigured

OWN = "http://nginx:8080"  # the site of this stack, past the world outside
DEFAULT_URLS = f"{OWN}/|Toponaut,{OWN}/readyz|ok"
DEFAULT_PROBES = "1.1.1.1:53,9.9.9.9:53,8.8.8.8:53"  # resolvers of three hands: one of them always answers
MOST_URLS = 20  # tried one after the other, three times each
SHORTEST_ROUND, LONGEST_ROUND = 5, 3600  # seconds
LONGEST_RETRY = 300
URL = re.compile(r"https?://[^\s|,]+")
PROBE = re.compile(r"\[?([^\s\[\]]+?)\]?:(\d{1,5})")
NUMBER = re.compile(r"\+[1-9]\d{6,14}")
SENDER = re.compile(rf"{NUMBER.pattern}|[A-Za-z0-9 ]{{2,11}}|MG[0-9a-f]{{32}}")


class BadSettings(MonitorError):
    """A variable or a secret cannot be used."""


@dataclass(frozen=True, slots=True)
class Target:
    url: str
    marker: str  # what the body must hold; empty: anything

    @property
    def outside(self) -> bool:
        """Whether the way there leads through the world: a name without a dot is a neighbour."""
        return "." in self.url.split("/")[2] or "[" in self.url


@dataclass(frozen=True, slots=True)
class Twilio:
    """Its token shows in no message, because it shows in no `repr`."""

    account: str
    token: str = field(repr=False)
    sender: str
    to: str
    url: str


@dataclass(frozen=True, slots=True)
class Settings:
    targets: tuple[Target, ...]
    host: str  # the name that the own site answers to
    probes: tuple[tuple[str, int], ...]
    seconds: int  # from round to round
    retry_seconds: int  # from try to try
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

    def twilio(self) -> Twilio:
        """The token is read anew each time: a changed file needs no restart. Raises Unconfigured or BadSettings."""
        if not self.sms_account:
            raise Unconfigured(
                "no SMS is configured, so alerts go to the log and the dashboard only: "
                "set TWILIO_ACCOUNT_SID, TWILIO_FROM and TWILIO_TO in .env, the token in secrets/, and `make up`."
            )
        token = _secret(self.secrets / "twilio_token")
        return Twilio(self.sms_account, token, self.sms_from, self.sms_to, self.sms_url)


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Raises BadSettings, which names the variable."""

    def text(name: str, default: str = "") -> str:
        return environ.get(name, "").strip() or default

    def like(name: str, pattern: re.Pattern[str], expected: str, default: str = "") -> str:
        value = text(name, default)
        if value and not pattern.fullmatch(value):
            raise BadSettings(f"{name}={value!r} cannot be used: expected {expected}.")
        return value

    account = like("TWILIO_ACCOUNT_SID", re.compile(r"AC[0-9a-zA-Z]{6,64}"), "the account's SID, AC…")
    return Settings(
        targets=_targets(text("MONITOR_URLS", DEFAULT_URLS)),
        host=text("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".").replace("*", "localhost"),
        probes=_probes(text("MONITOR_PROBES", DEFAULT_PROBES)),
        seconds=_seconds("MONITOR_SECONDS", text("MONITOR_SECONDS", "900"), SHORTEST_ROUND, LONGEST_ROUND),
        retry_seconds=_seconds("MONITOR_RETRY_SECONDS", text("MONITOR_RETRY_SECONDS", "20"), 0, LONGEST_RETRY),
        deadman_url=like("DEADMAN_URL", URL, "https://…"),
        sms_account=account,
        sms_from=_needed(account, "TWILIO_FROM", like("TWILIO_FROM", SENDER, "a number like +15005550006, or a name")),
        sms_to=_needed(account, "TWILIO_TO", like("TWILIO_TO", NUMBER, "a number like +436601234567")),
        sms_url=like("TWILIO_URL", URL, "https://…", "https://api.twilio.com"),
        release=text("RELEASE", "dev"),
        secrets=Path(text("SECRETS", "/run/secrets")),
        logs=Path(text("LOGS_DIR", "/var/log/toponaut")),
        reports=Path(text("REPORTS_DIR", "/var/lib/toponaut-reports")),
        backup=Path(text("BACKUP_DIR", "/var/lib/toponaut-backup")),
        starts=Path(text("STARTS_DIR", "/run/toponaut-starts")),
        state=Path(text("MONITOR_DIR", "/var/lib/toponaut-monitor")),
    )


def _targets(text: str) -> tuple[Target, ...]:
    """`https://a.example/|words of the page,https://b.example/`."""
    found = {}
    for entry in text.split(","):
        url, _, marker = entry.strip().partition("|")
        if not URL.fullmatch(url):
            raise BadSettings(f"MONITOR_URLS has {entry.strip()!r}: expected https://…|words of the page, or without.")
        found[url] = Target(url, marker.strip())
    if len(found) > MOST_URLS:
        raise BadSettings(f"MONITOR_URLS has {len(found)} addresses: {MOST_URLS} at most can be tried in a round.")
    return tuple(found.values())


def _probes(text: str) -> tuple[tuple[str, int], ...]:
    found = [(entry.strip(), PROBE.fullmatch(entry.strip())) for entry in text.split(",")]
    for entry, probe in found:
        if not probe:
            raise BadSettings(f"MONITOR_PROBES has {entry!r}: expected an address and its TCP port, like 1.1.1.1:53.")
    return tuple((probe[1], int(probe[2])) for _, probe in found if probe)


def _needed(account: str, name: str, value: str) -> str:
    if account and not value:
        raise BadSettings(f"TWILIO_ACCOUNT_SID is set, and {name} is not: no SMS can be sent without it.")
    return value


def _seconds(name: str, value: str, least: int, most: int) -> int:
    if not (value.isascii() and value.isdigit()) or not least <= int(value) <= most:
        raise BadSettings(f"{name}={value!r} cannot be used: expected seconds, {least} to {most}.")
    return int(value)


def _secret(path: Path) -> str:
    try:
        value = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise BadSettings(f"the secret {path.name} cannot be read ({problem}): run `make secrets`.") from problem
    if not value:
        raise BadSettings(f"the secret {path.name} is empty: write Twilio's token into secrets/{path.name}.")
    return value
