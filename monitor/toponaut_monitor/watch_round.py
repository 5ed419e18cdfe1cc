"""A round of `monitor watch`: probe the addresses, check the other conditions, write files, send alerts."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from toponaut_monitor import (
    alerting,
    all_is_well,
    crash_loops,
    hourly_statistics,
    monthly_csv,
    probe_problems,
    problems_without_probes,
)
from toponaut_monitor.channels import configured_channels
from toponaut_monitor.host_usage import HostUsage, read_host_usage
from toponaut_monitor.incidents import Problem, advance
from toponaut_monitor.job_lock import job_lock
from toponaut_monitor.probes import ProbeResult, is_internet_reachable, probe
from toponaut_monitor.settings import MonitorSettings, Target
from toponaut_monitor.state_files import LOG_KEY, MonitorState, read_state, updated_target, write_state, write_status
from toponaut_monitor.status_page.publication import status_page_problems
from toponaut_monitor.timestamps import utc_now

MAX_ATTEMPTS = 3  # failed probes of an address before it counts as down
UPTIME_HEADERS = ("at", "target", "ok", "status", "seconds", "certificate_days", "reason")
HOST_HEADERS = ("at", "memory_total_mb", "memory_available_mb", "disk_total_mb", "disk_used_mb")

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
        unsent = alerting.unsent_alerts(settings, state, inputs.clock())
        _call_dead_mans_switch(inputs, "/fail" if unsent else "")
        return state


@dataclass(frozen=True, slots=True)
class Findings:
    """What a round has found out. `unreachable`: URLs that it could not probe, because our own network is down."""

    results: Sequence[ProbeResult]
    unreachable: set[str]
    host: HostUsage
    problems: Sequence[Problem]


def find_problems(
    inputs: RoundInputs, before: MonitorState, now: datetime, *, attempts: int = MAX_ATTEMPTS
) -> Findings:
    """Probe the addresses, and check the other conditions. Changes nothing. `before`: the previous round's state."""
    results = probe_all(inputs, attempts)
    unreachable = _unreachable_urls(inputs, results)
    host = read_host_usage(inputs.settings.state)
    problems = [
        *probe_problems.down_problems(results, unreachable),
        *probe_problems.certificate_problems(results),
        *_other_problems(inputs, host, before, now),
    ]
    return Findings(results, unreachable, host, problems)


def _probe_and_alert(inputs: RoundInputs) -> MonitorState:
    settings, now = inputs.settings, inputs.clock()
    before = read_state(settings.state, now)
    findings = find_problems(inputs, before, now)
    state = _next_state(settings, before, findings, now)
    write_state(settings.state, state)
    state = alerting.send_alerts(settings, state, inputs.clock(), log=inputs.log, sleep=inputs.sleep)
    state = all_is_well.send_all_is_well(settings, state, inputs.clock(), log=inputs.log, sleep=inputs.sleep)
    _write_rows(settings, findings, now)
    statistics = hourly_statistics.read_last_run(settings.state)
    channels = {channel.key: channel.description for channel in configured_channels(settings)}
    issuers = {one.target.url: one.certificate_issuer for one in findings.results if one.certificate_issuer}
    write_status(settings.state, state, at=now, channels=channels, issuers=issuers, statistics=statistics)
    return state


def _next_state(settings: MonitorSettings, before: MonitorState, findings: Findings, now: datetime) -> MonitorState:
    """The previous round's state, updated with this round's results."""
    results, unreachable = findings.results, findings.unreachable
    states = probe_problems.target_states(results, unreachable)
    targets = {url: updated_target(before.targets.get(url), state, now) for url, state in states.items()}
    watched = {key: one for key, one in before.incidents.items() if probe_problems.is_watched(key, targets)}
    unchecked = probe_problems.unchecked_problem_keys(results, unreachable)
    channels = [LOG_KEY, *(channel.key for channel in configured_channels(settings))]
    incidents = advance(watched, findings.problems, unchecked, channels, now)
    return replace(before, targets=targets, incidents=dict(incidents))


def probe_all(inputs: RoundInputs, attempts: int = MAX_ATTEMPTS) -> list[ProbeResult]:
    """Probe each address until it is up, but at most `attempts` times. Returns the last result of each address."""
    settings = inputs.settings
    results: dict[Target, ProbeResult] = {}
    for attempt in range(attempts):
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
        *crash_loops.crash_loop_problems(settings.starts, crash_loops.read_uptime()),
        *problems_without_probes.impossible_error_problems(settings, now),
        *all_is_well.settings_problems(settings),
        *status_page_problems(settings, inputs.container_started, now),
    ]


def _write_rows(settings: MonitorSettings, findings: Findings, now: datetime) -> None:
    uptime = [_uptime_row(result, findings.unreachable) for result in findings.results]
    host = findings.host
    host_row = [round(mb) for mb in (host.memory_total, host.memory_available, host.disk_total, host.disk_used)]
    for kind, headers, rows in (("uptime", UPTIME_HEADERS, uptime), ("host", HOST_HEADERS, [host_row])):
        monthly_csv.replace_rows(monthly_csv.csv_path(settings.state, kind, now), headers, now, rows)
        monthly_csv.delete_old_files(settings.state, kind, now)


def _uptime_row(result: ProbeResult, unreachable: set[str]) -> list[object]:
    url = result.target.url
    reason = probe_problems.NETWORK_DOWN if url in unreachable else result.reason
    return [url, int(result.ok), result.status, f"{result.seconds:.3f}", result.certificate_days, reason]


def _call_dead_mans_switch(inputs: RoundInputs, event: str) -> None:
    """Call a service on another machine, which alerts people if the calls stop. Its protocol is healthchecks.io's.

    `event`: "/start" or "/fail"; empty if the round succeeded.
    """
    url = inputs.settings.deadman_url
    if url and (reason := probe(Target(url.rstrip("/") + event, ""), inputs.settings).reason):
        inputs.log(f"monitor: the dead-man's switch could not be called: {reason}")
