"""Reads who is banned: the folder in which services/fail2ban has a file for each banned network.

A line of a file is a kind of offence, and from when until when the network is banned for it, in seconds since 1970.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

MAX_SHOWN = 20
_LINE = re.compile(r"(?P<kind>[a-z_]{1,20}) (?P<since>\d{1,10}) (?P<until>\d{1,10})")
_KINDS = {
    "scanner": "looked for holes",
    "client_error": "wrong requests",
    "rate_limit": "too many requests",
    "sign_in": "failed sign-ins",
}


@dataclass(frozen=True, slots=True)
class Ban:
    """`network`: an IPv4 address, or the start of a /64 of IPv6."""

    network: str
    reason: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Bans:
    """`newest`: MAX_SHOWN of them. `networks`: how many are banned in all."""

    networks: int
    newest: list[Ban]


def read_bans(folder: str) -> Bans | None:
    """None if there is no such folder."""
    try:
        files = (
            [file for file in (Path(folder) / "banned").iterdir() if not file.name.startswith(".")] if folder else None
        )
    except OSError:
        return None
    if files is None:
        return None
    bans = sorted((ban for file in files for ban in _bans_of(file)), key=lambda ban: ban.since, reverse=True)
    return Bans(len(files), bans[:MAX_SHOWN])


def _bans_of(file: Path) -> Iterator[Ban]:
    """A ban may end, and its file go, at any moment."""
    try:
        lines = file.read_text(errors="replace").splitlines()
    except OSError:
        return
    for match in filter(None, map(_LINE.fullmatch, lines)):
        since, until = (datetime.fromtimestamp(int(match[name]), UTC) for name in ("since", "until"))
        yield Ban(file.name, _KINDS.get(match["kind"], match["kind"]), since, until)
