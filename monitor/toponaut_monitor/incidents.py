"""When people are told of what goes wrong: pure, so that days can be tried in a moment.

One message when it begins, one when it is over with how long it took, and a reminder every 6 hours between. What comes
back within an hour after it was over is unsteady: its end is told only once it has been well for an hour, so that it
costs a few messages a day and not one each round. A message counts as told only after it was.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from toponaut_monitor.moments import span

REMINDER = timedelta(hours=6)
STEADY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong now. `key` names it from round to round; `over` says what is well when it has ended."""

    key: str
    text: str
    over: str = ""
    event: bool = False  # it happened, and cannot get well: its end is not told


@dataclass(frozen=True, slots=True)
class Incident:
    """A problem in time. `told` by any way, the log too; `sent` by SMS."""

    problem: Problem
    since: datetime
    well_since: datetime | None = None
    told: datetime | None = None
    sent: datetime | None = None
    end_told: bool = False
    unsteady: bool = False
    error: str | None = None  # why the last try to tell it failed

    @property
    def active(self) -> bool:
        return self.well_since is None


Incidents = Mapping[str, Incident]


def advance(incidents: Incidents, problems: Iterable[Problem], unknown: Iterable[str], now: datetime) -> Incidents:
    """After a round. `unknown`: keys of which the round could not say anything, which stay as they are."""
    bad, kept = {problem.key: problem for problem in problems}, set(unknown)
    after = {key: _bad(incidents.get(key), problem, now) for key, problem in bad.items()}
    for key, one in incidents.items():
        if key not in bad:
            after[key] = one if key in kept else _well(one, now)
    return {key: one for key, one in after.items() if not _forgotten(one, now)}


def due(one: Incident, now: datetime) -> str:
    """What is to be told now; empty: nothing."""
    text = one.problem.text
    if one.active:
        if one.told is None:
            return f"{text} (again: it is unsteady)" if one.unsteady else text
        return f"still, for {span(now - one.since)}: {text}" if now - one.told >= REMINDER else ""
    if one.end_told or (one.unsteady and now - _end(one) < STEADY):
        return ""
    if one.problem.event:
        return text if one.told is None else ""
    return f"{one.problem.over or f'over: {text}'}, after {span(_end(one) - one.since)}"


def told(one: Incident, now: datetime, *, by_sms: bool) -> Incident:
    """After it really was."""
    sent = now if by_sms else one.sent
    return replace(one, told=now, sent=sent, end_told=not one.active, error=None)


def failed(one: Incident, error: str) -> Incident:
    return replace(one, error=error)


def _bad(before: Incident | None, problem: Problem, now: datetime) -> Incident:
    if before is None:
        return Incident(problem, now)
    if before.end_told:  # it is back within the hour
        return Incident(problem, now, unsteady=True)
    return replace(before, problem=problem, well_since=None)


def _well(before: Incident, now: datetime) -> Incident:
    return replace(before, well_since=now) if before.active else before


def _forgotten(one: Incident, now: datetime) -> bool:
    """Its end is known for an hour, or is nobody's business."""
    if one.active:
        return False
    over = one.end_told or (one.problem.event and one.told is not None)
    return over and now - _end(one) >= STEADY


def _end(one: Incident) -> datetime:
    assert one.well_since
    return one.well_since
