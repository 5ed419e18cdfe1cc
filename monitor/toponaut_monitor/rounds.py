"""A round: try the addresses, look at the rest, write it down, tell people."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from toponaut_monitor import conditions, judging, months, statistics, telling
from toponaut_monitor.conditions import Host
from toponaut_monitor.fetching import Outcome, fetch, network_is_there
from toponaut_monitor.files import alone
from toponaut_monitor.incidents import Problem, advance
from toponaut_monitor.moments import now as clock_now
from toponaut_monitor.settings import Settings, Target
from toponaut_monitor.state import State, read_state, standing, write_state, write_status

TRIES = 3  # of an address, before it counts as down
UPTIME_HEADS = ("at", "target", "ok", "status", "seconds", "certificate_days", "reason")
HOST_HEADS = ("at", "memory_total_mb", "memory_available_mb", "disk_total_mb", "disk_used_mb")
LOST = "our own network is down"
CSV_KINDS = ("uptime", "host")

Say = Callable[[str], object]
Sleep = Callable[[float], object]


@dataclass(frozen=True, slots=True)
class Watch:
    """What a round stands on; tests have days go by in a moment."""

    settings: Settings
    started: datetime  # this container
    say: Say = print
    sleep: Sleep = time.sleep
    clock: Callable[[], datetime] = clock_now


def run(watch: Watch) -> State:
    """One round. Raises MonitorError."""
    settings = watch.settings
    with alone(settings.state, "watch"):
        _deadman(watch, "/start")
        try:
            state = _round(watch)
        except Exception:  # a stop is none: the next round comes with the next start
            _deadman(watch, "/fail")
            raise
        # Not while something is merely wrong: a switch that is down for days could not tell that this machine died.
        _deadman(watch, "/fail" if telling.untold(state, watch.clock()) else "")
        return state


def _round(watch: Watch) -> State:
    settings, now = watch.settings, watch.clock()
    outcomes = try_all(watch)
    lost = _lost(watch, outcomes)
    machine = conditions.host(settings.state)
    state = _after(watch, outcomes, lost, machine, now)
    write_state(settings.state, state)
    state = telling.tell(settings, state, watch.clock(), say=watch.say, sleep=watch.sleep)
    _write_rows(settings, outcomes, lost, machine, now)
    sms, counted = bool(settings.sms_account), statistics.last_run(settings.state)
    write_status(settings.state, state, at=now, sms=sms, statistics=counted)
    return state


def _after(watch: Watch, outcomes: Sequence[Outcome], lost: set[str], machine: Host, now: datetime) -> State:
    """The state that the round before left, with what this one saw."""
    before = read_state(watch.settings.state, now)
    found = judging.states(outcomes, lost)
    targets = {url: standing(before.targets.get(url), how, now) for url, how in found.items()}
    problems = [*judging.down(outcomes, lost), *judging.certificates(outcomes), *_others(watch, machine, before, now)]
    watched = {key: one for key, one in before.incidents.items() if judging.watched(key, targets)}
    incidents = advance(watched, problems, judging.unknown(outcomes, lost), now)
    return replace(before, targets=targets, incidents=dict(incidents))


def try_all(watch: Watch) -> list[Outcome]:
    """Each address until it is well, three times at most. In the order of the settings."""
    settings = watch.settings
    found: dict[Target, Outcome] = {}
    for number in range(TRIES):
        left = [target for target in settings.targets if target not in found or not found[target].ok]
        if number and left:
            watch.sleep(settings.retry_seconds)
        found |= {target: fetch(target, settings) for target in left}
    return [found[target] for target in settings.targets]


def _lost(watch: Watch, outcomes: Sequence[Outcome]) -> set[str]:
    """Addresses of which this round can say nothing, because our own network is down."""
    outside = [one for one in outcomes if one.target.outside]
    if not outside or any(one.ok for one in outside) or network_is_there(watch.settings.probes):
        return set()
    watch.say("monitor: nothing outside can be reached: our own network is down, and nobody else is blamed.")
    return {one.target.url for one in outside}


def _others(watch: Watch, machine: Host, before: State, now: datetime) -> list[Problem]:
    settings = watch.settings
    return [
        *conditions.backup(settings, before.first_round, now),
        *conditions.statistics(settings, watch.started, now),
        *conditions.disk(machine),
        *conditions.memory(machine),
        *conditions.restarts(settings, now),
        *conditions.impossible(settings, now),
    ]


def _write_rows(settings: Settings, outcomes: Sequence[Outcome], lost: set[str], machine: Host, now: datetime) -> None:
    tried = [
        (url, int(one.ok), one.status, f"{one.seconds:.3f}", one.certificate_days, LOST if url in lost else one.reason)
        for one in outcomes
        for url in [one.target.url]
    ]
    months.put(months.path(settings.state, "uptime", now), UPTIME_HEADS, now, tried)
    sizes = (machine.memory_total, machine.memory_available, machine.disk_total, machine.disk_used)
    months.put(months.path(settings.state, "host", now), HOST_HEADS, now, [[round(size) for size in sizes]])
    for kind in CSV_KINDS:
        months.forget(settings.state, kind, now)


def _deadman(watch: Watch, event: str) -> None:
    """A switch elsewhere that goes off when nobody calls it. In the protocol of healthchecks.io."""
    url = watch.settings.deadman_url
    if url and (reason := fetch(Target(url.rstrip("/") + event, ""), watch.settings).reason):
        watch.say(f"monitor: the dead-man's switch could not be called: {reason}")
