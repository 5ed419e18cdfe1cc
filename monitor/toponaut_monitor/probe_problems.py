"""Evaluates a round's probes: which addresses are up, and which problems there are. Pure functions."""

from collections.abc import Collection, Sequence

from toponaut_monitor.incidents import Problem
from toponaut_monitor.probes import ProbeResult

MIN_CERTIFICATE_DAYS = 14
NETWORK_DOWN = "our own network is down"  # why an address could not be probed
DOWN_PREFIX, CERTIFICATE_PREFIX = "down:", "certificate:"  # the key of a problem begins with its kind


def target_states(results: Sequence[ProbeResult], unreachable: set[str]) -> dict[str, str]:
    """The state "up", "down" or "unknown" of each URL.

    `unreachable`: URLs that could not be probed, because our own network is down. Their state is unknown.
    """
    return {result.target.url: _target_state(result, unreachable) for result in results}


def _target_state(result: ProbeResult, unreachable: set[str]) -> str:
    if result.target.url in unreachable:
        return "unknown"
    return "up" if result.ok else "down"


def unchecked_problem_keys(results: Sequence[ProbeResult], unreachable: set[str]) -> list[str]:
    """Keys of problems that this round could not check: unreachable URLs, and certificates that nobody presented."""
    no_certificate = [result.target.url for result in results if result.certificate_days is None]
    return [f"{DOWN_PREFIX}{url}" for url in unreachable] + [_certificate_key(url) for url in no_certificate]


def is_watched(key: str, urls: Collection[str]) -> bool:
    """Whether a problem's address is still in the settings. If it is not, the monitor cannot see the problem's end."""
    if key.startswith(CERTIFICATE_PREFIX):
        return key in map(_certificate_key, urls)
    return not key.startswith(DOWN_PREFIX) or key.removeprefix(DOWN_PREFIX) in urls


def down_problems(results: Sequence[ProbeResult], unreachable: set[str]) -> list[Problem]:
    return [
        Problem(f"{DOWN_PREFIX}{url}", f"{url} is down: {result.reason}", f"{url} is up again")
        for result in results
        for url in [result.target.url]
        if not result.ok and url not in unreachable
    ]


def certificate_problems(results: Sequence[ProbeResult]) -> list[Problem]:
    """Certificates that expire soon: one problem for each host, even if several of its addresses are watched."""
    problems = {}
    for result in results:
        days, url = result.certificate_days, result.target.url
        if days is not None and days < MIN_CERTIFICATE_DAYS:
            key = _certificate_key(url)
            text = f"{url}: its certificate expires in {days} days"
            problems[key] = Problem(key, text, f"{url} has a new certificate")
    return list(problems.values())


def _certificate_key(url: str) -> str:
    return f"{CERTIFICATE_PREFIX}{url.split('/')[2]}"
