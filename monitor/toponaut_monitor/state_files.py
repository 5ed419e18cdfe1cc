"""Two files that each round writes: state.json for the next round, and status.json for the dashboard.

The keys of both files are fixed: a running installation and the dashboard read them.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from toponaut_monitor.file_access import write_atomically
from toponaut_monitor.incidents import Announced, Incident, Problem
from toponaut_monitor.timestamps import format_timestamp, parse_timestamp

LOG_KEY, SMS_KEY, EMAIL_KEY, WEBHOOK_KEY = "log", "sms", "email", "webhook"  # keys of channels
STATE_FILE, STATUS_FILE = "state.json", "status.json"


@dataclass(frozen=True, slots=True)
class TargetState:
    """`state`: "up", "down", or "unknown" while our own network is down."""

    state: str
    since: datetime


@dataclass(frozen=True, slots=True)
class ChannelState:
    """What a channel has sent on a day, how often it failed, and when it last sent that all is well."""

    day: str = ""
    sent: int = 0
    failed: int = 0
    all_is_well: datetime | None = None


@dataclass(frozen=True, slots=True)
class MonitorState:
    first_round: datetime  # the first round ever: if there has been no backup, its age counts from here
    targets: dict[str, TargetState] = field(default_factory=dict)  # by URL
    incidents: dict[str, Incident] = field(default_factory=dict)  # by the problem's key
    channels: dict[str, ChannelState] = field(default_factory=dict)  # by the channel's key


def read_state(folder: Path, now: datetime) -> MonitorState:
    """The stored state; a new one if the file is missing or broken."""
    try:
        return _parse_state(json.loads((folder / STATE_FILE).read_bytes()))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return MonitorState(now)


def write_state(folder: Path, state: MonitorState) -> None:
    """Write state.json. Raises SidecarError."""
    content = {
        "first_round": state.first_round,
        "targets": {url: {"state": target.state, "since": target.since} for url, target in state.targets.items()},
        "incidents": {key: _incident_to_json(incident) for key, incident in state.incidents.items()},
        "channels": {key: asdict(channel) for key, channel in state.channels.items()},
    }
    write_atomically(folder / STATE_FILE, json.dumps(content, default=format_timestamp, indent=1))


def write_status(
    folder: Path,
    state: MonitorState,
    *,
    at: datetime,
    channels: Mapping[str, str],
    issuers: Mapping[str, str],
    statistics: dict[str, str | None],
) -> None:
    """Write status.json. Raises SidecarError.

    `channels`: description by key of those that reach people now. `issuers`: by URL, who issued its certificate.
    """
    status = {
        "at": at,
        "channels": list(channels.values()),
        "targets": [
            {"url": url, "state": target.state, "since": target.since}
            | ({"certificate_issuer": issuers[url]} if url in issuers else {})
            for url, target in state.targets.items()
        ],
        "alerts": [_alert_to_json(incident, channels) for incident in state.incidents.values() if incident.active],
        "statistics": statistics,
    }
    write_atomically(folder / STATUS_FILE, json.dumps(status, default=format_timestamp, indent=1))


def updated_target(before: TargetState | None, state: str, now: datetime) -> TargetState:
    """A target's state after a round. `since` changes only if the state does."""
    return before if before and before.state == state else TargetState(state, now)


def _alert_to_json(incident: Incident, channels: Collection[str]) -> dict[str, object]:
    """`sent`: when a channel that reaches people last sent it. `error`: why channels that exist now could not."""
    reaching = {key: one for key, one in incident.announced.items() if key != LOG_KEY}
    return {
        "key": incident.problem.key,
        "text": incident.problem.text,
        "since": incident.since,
        "sent": max((one.alerted for one in reaching.values() if one.alerted), default=None),
        "error": "; ".join(f"{key}: {one.error}" for key, one in reaching.items() if one.error and key in channels)
        or None,
    }


def _incident_to_json(incident: Incident) -> dict[str, object]:
    problem = incident.problem
    return {
        "problem": {"key": problem.key, "text": problem.text, "over": problem.end_text, "event": problem.one_off},
        "since": incident.since,
        "well_since": incident.ended,
        "unsteady": incident.flapping,
        "channels": {
            key: {"told": one.alerted, "end_told": one.end_alerted, "error": one.error}
            | ({"returned": True} if one.returned else {})
            for key, one in incident.announced.items()
        },
    }


def _parse_state(content: Any) -> MonitorState:
    targets = {url: TargetState(one["state"], _time(one["since"])) for url, one in content["targets"].items()}
    incidents = {key: _parse_incident(one) for key, one in content["incidents"].items()}
    if "channels" not in content:  # written by a release that only knew SMS
        channels = {SMS_KEY: ChannelState(content["sms_day"], content["sms_count"])}
    else:
        channels = {key: _parse_channel(one) for key, one in content["channels"].items()}
    return MonitorState(_time(content["first_round"]), targets, incidents, channels)


def _parse_channel(content: Any) -> ChannelState:
    return ChannelState(content["day"], content["sent"], content["failed"], _optional_time(content["all_is_well"]))


def _parse_incident(content: Any) -> Incident:
    problem = content["problem"]
    # A release that only knew SMS wrote one such record for the whole incident.
    announced = content.get("channels", {SMS_KEY: content, LOG_KEY: content})
    return Incident(
        problem=Problem(problem["key"], problem["text"], end_text=problem["over"], one_off=problem["event"]),
        since=_time(content["since"]),
        ended=_optional_time(content["well_since"]),
        flapping=content["unsteady"],
        announced={
            key: Announced(_optional_time(one["told"]), one["end_told"], one["error"], one.get("returned", False))
            for key, one in announced.items()
        },
    )


def _optional_time(text: str | None) -> datetime | None:
    return None if text is None else _time(text)


def _time(text: str) -> datetime:
    at = parse_timestamp(text)
    if at is None:
        raise ValueError(text)
    return at
