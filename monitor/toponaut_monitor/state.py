"""What a round leaves for the next one, and for the dashboard. Both files are whole at every moment."""

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from toponaut_monitor import moments
from toponaut_monitor.files import write_whole
from toponaut_monitor.incidents import Incident, Problem
from toponaut_monitor.moments import stamp

FILE, STATUS = "state.json", "status.json"


@dataclass(frozen=True, slots=True)
class Standing:
    """How an address stands: up, down, or unknown while our own network is down."""

    state: str
    since: datetime


@dataclass(frozen=True, slots=True)
class State:
    first_round: datetime  # ever: what never came is late from here on
    targets: dict[str, Standing] = field(default_factory=dict)
    incidents: dict[str, Incident] = field(default_factory=dict)
    sms_day: str = ""
    sms_count: int = 0  # of that day


def read_state(folder: Path, now: datetime) -> State:
    """What the file says; a fresh one where there is none, or a broken one."""
    try:
        return _state(json.loads((folder / FILE).read_bytes()))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return State(now)


def write_state(folder: Path, state: State) -> None:
    """Raises MonitorError."""
    write_whole(folder / FILE, json.dumps(asdict(state), default=stamp, indent=1))


def write_status(folder: Path, state: State, *, at: datetime, sms: bool, statistics: dict[str, str | None]) -> None:
    """For the dashboard. Raises MonitorError."""
    status = {
        "at": at,
        "sms": sms,
        "targets": [{"url": url, "state": one.state, "since": one.since} for url, one in state.targets.items()],
        "alerts": [_alert(one) for one in state.incidents.values() if one.active],
        "statistics": statistics,
    }
    write_whole(folder / STATUS, json.dumps(status, default=stamp, indent=1))


def _alert(one: Incident) -> dict[str, object]:
    return {
        "key": one.problem.key, "text": one.problem.text, "since": one.since, "sent": one.sent, "error": one.error,
    }  # fmt: skip


def standing(before: Standing | None, now_it_is: str, now: datetime) -> Standing:
    return before if before and before.state == now_it_is else Standing(now_it_is, now)


def _state(found: Any) -> State:
    fresh = State(**found | {"first_round": _moment(found["first_round"])})
    return replace(
        fresh,
        targets={url: Standing(one["state"], _moment(one["since"])) for url, one in found["targets"].items()},
        incidents={key: _incident(one) for key, one in found["incidents"].items()},
    )


def _incident(found: Any) -> Incident:
    times = {name: found[name] and _moment(found[name]) for name in ("since", "well_since", "told", "sent")}
    return Incident(**found | times | {"problem": Problem(**found["problem"])})


def _moment(text: str) -> datetime:
    found = moments.read(text)
    if found is None:
        raise ValueError(text)
    return found
