"""Two files that each round writes: state.json for the next round, and status.json for the dashboard.

The keys of both files are fixed: a running installation and the dashboard read them.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from toponaut_monitor.file_access import write_atomically
from toponaut_monitor.incidents import Incident, Problem
from toponaut_monitor.timestamps import format_timestamp, parse_timestamp

STATE_FILE, STATUS_FILE = "state.json", "status.json"


@dataclass(frozen=True, slots=True)
class TargetState:
    """`state`: "up", "down", or "unknown" while our own network is down."""

    state: str
    since: datetime


@dataclass(frozen=True, slots=True)
class MonitorState:
    first_round: datetime  # the first round ever: if there has been no backup, its age counts from here
    targets: dict[str, TargetState] = field(default_factory=dict)  # by URL
    incidents: dict[str, Incident] = field(default_factory=dict)  # by the problem's key
    sms_day: str = ""
    sms_count: int = 0  # how many SMS were sent on sms_day


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
        "sms_day": state.sms_day,
        "sms_count": state.sms_count,
    }
    write_atomically(folder / STATE_FILE, json.dumps(content, default=format_timestamp, indent=1))


def write_status(
    folder: Path, state: MonitorState, *, at: datetime, sms: bool, statistics: dict[str, str | None]
) -> None:
    """Write status.json. Raises SidecarError."""
    status = {
        "at": at,
        "sms": sms,
        "targets": [
            {"url": url, "state": target.state, "since": target.since} for url, target in state.targets.items()
        ],
        "alerts": [_alert_to_json(incident) for incident in state.incidents.values() if incident.active],
        "statistics": statistics,
    }
    write_atomically(folder / STATUS_FILE, json.dumps(status, default=format_timestamp, indent=1))


def updated_target(before: TargetState | None, state: str, now: datetime) -> TargetState:
    """A target's state after a round. `since` changes only if the state does."""
    return before if before and before.state == state else TargetState(state, now)


def _alert_to_json(incident: Incident) -> dict[str, object]:
    return {
        "key": incident.problem.key,
        "text": incident.problem.text,
        "since": incident.since,
        "sent": incident.sms_sent,
        "error": incident.error,
    }


def _incident_to_json(incident: Incident) -> dict[str, object]:
    problem = incident.problem
    return {
        "problem": {"key": problem.key, "text": problem.text, "over": problem.end_text, "event": problem.one_off},
        "since": incident.since,
        "well_since": incident.ended,
        "told": incident.alerted,
        "sent": incident.sms_sent,
        "end_told": incident.end_alerted,
        "unsteady": incident.flapping,
        "error": incident.error,
    }


def _parse_state(content: Any) -> MonitorState:
    targets = {url: TargetState(one["state"], _time(one["since"])) for url, one in content["targets"].items()}
    incidents = {key: _parse_incident(one) for key, one in content["incidents"].items()}
    return MonitorState(_time(content["first_round"]), targets, incidents, content["sms_day"], content["sms_count"])


def _parse_incident(content: Any) -> Incident:
    problem = content["problem"]
    return Incident(
        problem=Problem(problem["key"], problem["text"], end_text=problem["over"], one_off=problem["event"]),
        since=_time(content["since"]),
        ended=_optional_time(content["well_since"]),
        alerted=_optional_time(content["told"]),
        sms_sent=_optional_time(content["sent"]),
        end_alerted=content["end_told"],
        flapping=content["unsteady"],
        error=content["error"],
    )


def _optional_time(text: str | None) -> datetime | None:
    return None if text is None else _time(text)


def _time(text: str) -> datetime:
    at = parse_timestamp(text)
    if at is None:
        raise ValueError(text)
    return at
