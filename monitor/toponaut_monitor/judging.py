"""What the tries of a round come to: how each address stands, and what is wrong with it. Pure."""

from collections.abc import Collection, Sequence

from toponaut_monitor.fetching import Outcome
from toponaut_monitor.incidents import Problem

CERTIFICATE_DAYS = 14
DOWN, CERTIFICATE = "down:", "certificate:"  # what keys of incidents begin with


def states(outcomes: Sequence[Outcome], lost: set[str]) -> dict[str, str]:
    words = {True: "up", False: "down"}
    return {one.target.url: "unknown" if one.target.url in lost else words[one.ok] for one in outcomes}


def unknown(outcomes: Sequence[Outcome], lost: set[str]) -> list[str]:
    """Keys of what was not seen: what is behind a dead network, and certificates that nobody showed."""
    unseen = [one.target.url for one in outcomes if one.certificate_days is None]
    return [f"{DOWN}{url}" for url in lost] + [_certificate_key(url) for url in unseen]


def watched(key: str, urls: Collection[str]) -> bool:
    """An address that left the settings is not up again: nobody knows."""
    if key.startswith(CERTIFICATE):
        return key in map(_certificate_key, urls)
    return not key.startswith(DOWN) or key.removeprefix(DOWN) in urls


def down(outcomes: Sequence[Outcome], lost: set[str]) -> list[Problem]:
    return [
        Problem(f"{DOWN}{one.target.url}", f"{one.target.url} is down: {one.reason}", f"{one.target.url} is up again")
        for one in outcomes
        if not one.ok and one.target.url not in lost
    ]


def certificates(outcomes: Sequence[Outcome]) -> list[Problem]:
    """One for each host, however many of its addresses are watched."""
    found = {}
    for one in outcomes:
        if one.certificate_days is not None and one.certificate_days < CERTIFICATE_DAYS:
            key, text = _certificate_key(one.target.url), f"its certificate ends in {one.certificate_days} days"
            found[key] = Problem(key, f"{one.target.url}: {text}", f"{one.target.url} has a new certificate")
    return list(found.values())


def _certificate_key(url: str) -> str:
    return f"{CERTIFICATE}{url.split('/')[2]}"
