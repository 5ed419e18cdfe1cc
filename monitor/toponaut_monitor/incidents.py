"""When to alert people about a problem. Pure functions, so that tests run through days in a moment.

People get one alert when a problem starts, a reminder every 6 hours, and one alert when the problem has ended. If the
problem returns within an hour after its end was announced, the incident is flapping: then the end is announced only
after an hour without the problem. So flapping costs a few alerts a day instead of one in each round. If an alert cannot
be sent, it stays due.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from toponaut_monitor.timestamps import format_duration

REMINDER_INTERVAL = timedelta(hours=6)
STABLE_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong now. `key` identifies it from round to round."""

    key: str
    text: str
    end_text: str = ""  # the text of the alert when the problem has ended
    one_off: bool = False  # an event without duration: its end is not announced


@dataclass(frozen=True, slots=True)
class Incident:
    """A problem over time."""

    problem: Problem
    since: datetime
    ended: datetime | None = None
    alerted: datetime | None = None  # when the last alert was sent: by SMS, or to the log if SMS is not configured
    sms_sent: datetime | None = None  # when the last SMS was sent
    end_alerted: bool = False  # whether the end was announced
    flapping: bool = False
    error: str | None = None  # why the last SMS could not be sent

    @property
    def active(self) -> bool:
        return self.ended is None


Incidents = Mapping[str, Incident]  # by the problem's key


def advance(incidents: Incidents, problems: Iterable[Problem], unknown: Iterable[str], now: datetime) -> Incidents:
    """The incidents after a round that found `problems`.

    `unknown`: keys of problems that the round could not check. Their incidents do not change.
    """
    current, unchecked = {problem.key: problem for problem in problems}, set(unknown)
    after = {key: _continued(incidents.get(key), problem, now) for key, problem in current.items()}
    for key, incident in incidents.items():
        if key not in current:
            after[key] = incident if key in unchecked else _ended(incident, now)
    return {key: incident for key, incident in after.items() if not _is_finished(incident, now)}


def due_alert(incident: Incident, now: datetime) -> str:
    """The alert to be sent now; empty if none is due."""
    text = incident.problem.text
    if incident.ended is None:
        if incident.alerted is None:
            return f"{text} (again: it is unsteady)" if incident.flapping else text
        reminder = f"still, for {format_duration(now - incident.since)}: {text}"
        return reminder if now - incident.alerted >= REMINDER_INTERVAL else ""
    if incident.end_alerted or (incident.flapping and now - incident.ended < STABLE_AFTER):
        return ""
    if incident.problem.one_off:
        return text if incident.alerted is None else ""
    return f"{incident.problem.end_text or f'over: {text}'}, after {format_duration(incident.ended - incident.since)}"


def mark_alerted(incident: Incident, now: datetime, *, by_sms: bool) -> Incident:
    """The incident after its due alert was sent."""
    sms_sent = now if by_sms else incident.sms_sent
    return replace(incident, alerted=now, sms_sent=sms_sent, end_alerted=not incident.active, error=None)


def mark_failed(incident: Incident, error: str) -> Incident:
    """The incident after its due alert could not be sent."""
    return replace(incident, error=error)


def _continued(before: Incident | None, problem: Problem, now: datetime) -> Incident:
    if before is None:
        return Incident(problem, now)
    if before.end_alerted:  # within the last hour, because advance() removes older incidents
        return Incident(problem, now, flapping=True)
    return replace(before, problem=problem, ended=None)


def _ended(before: Incident, now: datetime) -> Incident:
    return replace(before, ended=now) if before.active else before


def _is_finished(incident: Incident, now: datetime) -> bool:
    """Whether no alert is due any more, and the problem has not returned for an hour."""
    if incident.ended is None:
        return False
    nothing_due = incident.end_alerted or (incident.problem.one_off and incident.alerted is not None)
    return nothing_due and now - incident.ended >= STABLE_AFTER
