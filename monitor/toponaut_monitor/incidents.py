"""When to alert people about a problem. Pure functions, so that tests run through days in a moment.

People get one alert when a problem starts, a reminder every 6 hours, and one alert when the problem has ended. If the
problem returns within an hour after its end was announced, the incident is flapping: then the end is announced only
after an hour without the problem. So flapping costs a few alerts a day instead of one in each round.

Each channel has its own record of what it has announced. An alert that a channel cannot send stays due for it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from toponaut_monitor.timestamps import elapsed, format_duration

REMINDER_INTERVAL = timedelta(hours=6)
STABLE_AFTER = timedelta(hours=1)
MAX_UNSENT_AGE = timedelta(days=2)  # after its end, a problem that a channel could not announce is forgotten


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong now. `key` identifies it from round to round."""

    key: str
    text: str
    end_text: str = ""  # the text of the alert when the problem has ended
    one_off: bool = False  # an event without duration: its end is not announced


@dataclass(frozen=True, slots=True)
class Announced:
    """What a channel has told people of an incident."""

    alerted: datetime | None = None  # when the channel has last sent an alert
    end_alerted: bool = False  # whether it has announced the end
    error: str | None = None  # why the last alert could not be sent
    returned: bool = False  # whether it had announced the problem before the problem returned


@dataclass(frozen=True, slots=True)
class Incident:
    """A problem over time."""

    problem: Problem
    since: datetime
    ended: datetime | None = None
    flapping: bool = False
    announced: Mapping[str, Announced] = field(default_factory=dict)  # by the channel's key

    def announced_by(self, channel: str) -> Announced:
        return self.announced.get(channel, Announced())

    @property
    def active(self) -> bool:
        return self.ended is None


Incidents = Mapping[str, Incident]  # by the problem's key


def advance(
    incidents: Incidents, problems: Iterable[Problem], unchecked: Iterable[str], channels: Iterable[str], now: datetime
) -> Incidents:
    """The incidents after a round that found `problems`.

    `unchecked`: keys of problems that the round could not check. Their incidents do not change.
    `channels`: keys of the channels that exist now.
    """
    current, unchecked_keys = {problem.key: problem for problem in problems}, set(unchecked)
    after = {key: _continued(incidents.get(key), problem, now) for key, problem in current.items()}
    for key, incident in incidents.items():
        if key not in current:
            after[key] = incident if key in unchecked_keys else _ended(incident, now)
    return {key: incident for key, incident in after.items() if not _is_finished(incident, tuple(channels), now)}


def due_alert(incident: Incident, channel: str, now: datetime) -> str:
    """The alert that this channel has to send now; empty if none is due."""
    text, announced = incident.problem.text, incident.announced_by(channel)
    if incident.ended is None:
        if announced.alerted is None:
            return f"{text} (again: it is unsteady)" if announced.returned else text
        reminder = f"still, for {format_duration(now - incident.since)}: {text}"
        return reminder if elapsed(announced.alerted, now) >= REMINDER_INTERVAL else ""
    if announced.end_alerted or (incident.flapping and elapsed(incident.ended, now) < STABLE_AFTER):
        return ""
    if incident.problem.one_off:
        return text if announced.alerted is None else ""
    return f"{incident.problem.end_text or f'over: {text}'}, after {format_duration(incident.ended - incident.since)}"


def mark_alerted(incident: Incident, channel: str, now: datetime) -> Incident:
    """The incident after a channel has sent its due alert."""
    return _with(incident, channel, Announced(now, end_alerted=not incident.active))


def mark_failed(incident: Incident, channel: str, error: str) -> Incident:
    """The incident after a channel could not send its due alert."""
    return _with(incident, channel, replace(incident.announced_by(channel), error=error))


def _with(incident: Incident, channel: str, announced: Announced) -> Incident:
    return replace(incident, announced={**incident.announced, channel: announced})


def _continued(before: Incident | None, problem: Problem, now: datetime) -> Incident:
    if before is None:
        return Incident(problem, now)
    if any(announced.end_alerted for announced in before.announced.values()):
        # It ended within the last hour, because advance() removes older incidents.
        told = [key for key, one in before.announced.items() if one.alerted or one.returned]
        return Incident(problem, now, flapping=True, announced=dict.fromkeys(told, Announced(returned=True)))
    return replace(before, problem=problem, ended=None)


def _ended(before: Incident, now: datetime) -> Incident:
    return replace(before, ended=now) if before.active else before


def _is_finished(incident: Incident, channels: Iterable[str], now: datetime) -> bool:
    """Whether no alert is due any more, and the problem has not returned for an hour."""
    if incident.ended is None:
        return False
    age = elapsed(incident.ended, now)
    nothing_due = all(_has_announced_all(incident, channel) for channel in channels)
    return (nothing_due and age >= STABLE_AFTER) or age >= MAX_UNSENT_AGE


def _has_announced_all(incident: Incident, channel: str) -> bool:
    announced = incident.announced_by(channel)
    return announced.end_alerted or (incident.problem.one_off and announced.alerted is not None)
