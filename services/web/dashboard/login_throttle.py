"""Limits attempts to sign in. Every attempt counts, even a successful one.

From one network (an IPv4 address, or a /64 of IPv6) an account has ten attempts in a window, and all accounts together
twenty. So whoever guesses passwords in one network locks out nobody elsewhere. An attacker with many networks meets the
limit of the account, which does not hold where its operator has signed in before. `make operator` lifts all limits with
UNLOCK=1.
"""

import hashlib
import time

from django.core.cache import cache
from django.http import HttpRequest

from config.client_address import client_network
from lib.rate_counter import count_event

WINDOW_SECONDS = 900
MAX_ATTEMPTS_PER_NETWORK = 20
MAX_ATTEMPTS_PER_NETWORK_AND_ACCOUNT = 10
MAX_ATTEMPTS_FROM_NEW_NETWORKS = (
    100  # on an account, from all of them: 3.5 million a year, and each costs 0.4 s of a core
)
KNOWN_SECONDS = 30 * 24 * 3600  # how long a network stays known after a sign-in; shorter if the cache is emptied
MAX_LISTED_REFUSALS = 20
MAX_LISTED_NAME_CHARS = 40
UNLOCKED_KEY = "login:unlocked"


def seconds_to_wait(request: HttpRequest, name: str) -> int:
    """Count an attempt. Returns 0 if it is allowed, else the seconds until the next attempt is allowed."""
    window, seconds_passed = divmod(int(time.time()), WINDOW_SECONDS)
    network, account = client_network(request), _account_key(name)
    limits = [
        (network, MAX_ATTEMPTS_PER_NETWORK),
        (f"{network}:{account}", MAX_ATTEMPTS_PER_NETWORK_AND_ACCOUNT),
    ]
    if not cache.get(_known_key(network, account)):
        limits.append((account, MAX_ATTEMPTS_FROM_NEW_NETWORKS))
    prefix = f"login:{window}:{cache.get(UNLOCKED_KEY)}"
    # any() stops at the first limit that is reached: a refused network cannot use up an account's attempts.
    if not any(count_event(f"{prefix}:{key}", seconds=WINDOW_SECONDS) > limit for key, limit in limits):
        return 0
    _add_refusal(network, name)
    return WINDOW_SECONDS - seconds_passed


def remember_network(request: HttpRequest, name: str) -> None:
    """The operator has signed in from here."""
    cache.set(_known_key(client_network(request), _account_key(name)), 1, KNOWN_SECONDS)


def lift_limits() -> None:
    """Let everybody try again at once."""
    cache.set(UNLOCKED_KEY, time.time_ns(), 2 * WINDOW_SECONDS)  # for the rest of this window, whose keys it is part of
    cache.delete(_refusals_key())


def refusals() -> list[tuple[str, str]]:
    """Networks and the names that they tried when they were refused in this window: the newest, each once."""
    return list(cache.get(_refusals_key()) or [])


def _add_refusal(network: str, name: str) -> None:
    refusal = (network, name[:MAX_LISTED_NAME_CHARS])
    if refusal not in (others := refusals()):
        cache.set(_refusals_key(), [refusal, *others][:MAX_LISTED_REFUSALS], WINDOW_SECONDS)


def _refusals_key() -> str:
    return f"login:refusals:{int(time.time()) // WINDOW_SECONDS}"


def _known_key(network: str, account: str) -> str:
    return f"login:known:{network}:{account}"


def _account_key(name: str) -> str:
    """Not the name itself: a form may hold any text, and cache keys have a limited length."""
    return hashlib.sha256(name.casefold().encode("utf-8", "replace")).hexdigest()[:32]
