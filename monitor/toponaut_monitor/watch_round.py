"""A round of `monitor watch`: probe the addresses, check the other conditions, write files, send alerts."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from toponaut_monitor import alerting, hourly_statistics, monthly_csv, probe_problems, problems_without_probes
from toponaut_monitor.host_usage import HostUsage, read_host_usage
from toponaut_monitor.incidents import Problem, advance
from toponaut_monitor.job_lock import job_lock
from toponaut_monitor.probes import ProbeResult, is_internet_reachable, probe
from toponaut_monitor.settings import MonitorSettings, Target
from toponaut_monitor.state_files import MonitorState, read_state, updated_target, write_state, write_status
from toponaut_monitor.timestamps import utc_now

MAX_ATTEMPTS = 3  # failed probes of an address before it counts as down
UPTIME_HEADERS = ("at", "target", "ok", "status", "seconds", "certificate_days", "reason")
HOST_HEADERS = ("at", "memory_total_mb", "memory_available_mb", "disk_total_mb", "disk_used_mb")
NETWORK_DOWN = "our own network is down"

Log = Callable[[str], object]
Sleep = Callable[[float], object]


@dataclass(frozen=True, slots=True)
class RoundInputs:
    """What a round needs. Tests pass a fake clock, and a `sleep` that returns at once."""

    settings: MonitorSettings
    container_started: datetime
    log: Log = print
    sleep: Sleep = time.sleep
    clock: Callable[[], datetime] = utc_now


def run_round(inputs: RoundInputs) -> MonitorState:
    """Run one round, and call the dead-man's switch before and after it. Raises SidecarError."""
    settings = inputs.settings
    with job_lock(settings.state, "watch"):
        _call_dead_mans_switch(inputs, "/start")
        try:
            state = _probe_and_alert(inputs)
        except Exception:  # not SystemExit: SIGTERM raises it, and a stopped round is not a failed one
            _call_dead_mans_switch(inputs, "/fail")
            raise
        # If people were alerted to the problem, the round succeeded: a switch that is failing anyway could not report
        # that this machine has died.
        _call_dead_mans_switch(inputs, "/fail" if alerting.unsent_alerts(state, inputs.clock()) else "")
        return state


def _probe_and_alert(inputs: RoundInputs) -> MonitorState:
    settings, now = inputs.settings, inputs.clock()
    results = probe_all(inputs)
    unreachable = _unreachable_urls(inputs, results)
    host = read_host_usage(settings.state)
    state = _next_state(inputs, results, unreachable, host, now)
    write_state(settings.state, state)
    state = alerting.send_alerts(settings, state, inputs.clock(), log=inputs.log, sleep=inputs.sleep)
    _write_rows(settings, results, unreachable, host, now)
    sms, statistics = bool(settings.sms_account), hourly_statistics.read_last_run(settings.state)
    write_status(settings.state, state, at=now, sms=sms, statistics=statistics)
    return state


def _next_state(
    inputs: RoundInputs, results: Sequence[ProbeResult], unreachable: set[str], host: HostUsage, now: datetime
) -> MonitorState:
    """The previous round's state, updated with this round's results."""
    before = read_state(inputs.settings.state, now)
    states = probe_problems.target_states(results, unreachable)
    targets = {url: updated_target(before.targets.get(url), state, now) for url, state in states.items()}
    problems = [
        *probe_problems.down_problems(results, unreachable),
        *probe_problems.certificate_problems(results),
        *_other_problems(inputs, host, before, now),
    ]
    watched = {key: one for key, one in before.incidents.items() if probe_problems.is_watched(key, targets)}
    incidents = advance(watched, problems, probe_problems.unchecked_problem_keys(results, unreachable), now)
    return replace(before, targets=targets, incidents=dict(incidents))


def probe_all(inputs: RoundInputs) -> list[ProbeResult]:
    """Probe each address until it is up, MAX_ATTEMPTS times at most. Returns the last result of each address."""
    settings = inputs.settings
    results: dict[Target, ProbeResult] = {}
    for attempt in range(MAX_ATTEMPTS):
        not_up = [target for target in settings.targets if target not in results or not results[target].ok]
        if attempt and not_up:
            inputs.sleep(settings.retry_seconds)
        results |= {target: probe(target, settings) for target in not_up}
    return [results[target] for target in settings.targets]


def _unreachable_urls(inputs: RoundInputs, results: Sequence[ProbeResult]) -> set[str]:
    """URLs that this round could not probe, because this machine's own network is down."""
    external = [result for result in results if result.target.is_external]
    any_up = any(result.ok for result in external)
    if not external or any_up or is_internet_reachable(inputs.settings.internet_addresses):
        return set()
    inputs.log("monitor: no address outside can be reached: our own network is down, so no site counts as down.")
    return {result.target.url for result in external}


def _other_problems(inputs: RoundInputs, host: HostUsage, before: MonitorState, now: datetime) -> list[Problem]:
    settings = inputs.settings
    return [
        *problems_without_probes.backup_problems(settings, before.first_round, now),
        *problems_without_probes.statistics_problems(settings, inputs.container_started, now),
        *problems_without_probes.disk_problems(host),
        *problems_without_probes.inode_problems(settings.state),
        *problems_without_probes.memory_problems(host),
        *problems_without_probes.restart_problems(settings, now),
        *problems_without_probes.impossible_error_problems(settings, now),
    ]


def _write_rows(
    settings: MonitorSettings, results: Sequence[ProbeResult], unreachable: set[str], host: HostUsage, now: datetime
) -> None:
    uptime = [_uptime_row(result, unreachable) for result in results]
    host_row = [round(mb) for mb in (host.memory_total, host.memory_available, host.disk_total, host.disk_used)]
    for kind, headers, rows in (("uptime", UPTIME_HEADERS, uptime), ("host", HOST_HEADERS, [host_row])):
        monthly_csv.replace_rows(monthly_csv.csv_path(settings.state, kind, now), headers, now, rows)
        monthly_csv.delete_old_files(settings.state, kind, now)


def _uptime_row(result: ProbeResult, unreachable: set[str]) -> list[object]:
    url = result.target.url
    reason = NETWORK_DOWN if url in unreachable else result.reason
    return [url, int(result.ok), result.status, f"{result.seconds:.3f}", result.certificate_days, reason]


def _call_dead_mans_switch(inputs: RoundInputs, event: str) -> None:
    """Call a service on another machine, which alerts people if the calls stop. Its protocol is healthchecks.io's.

    `event`: "/start" or "/fail"; empty if the round succeeded.
    """
    url = inputs.settings.deadman_url
    if url and (reason := probe(Target(url.rstrip("/") + event, ""), inputs.settings).reason):
        inputs.log(f"monitor: the dead-man's switch could not be called: {reason}")
