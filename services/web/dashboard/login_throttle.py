"""Limits attempts to sign in. Every attempt counts, even a successful one.

From one network (an IPv4 address, or a /64 of IPv6) an account has ten attempts in a window, and all accounts together
twenty. So whoever guesses passwords in one network locks out nobody elsewhere. An attacker with many networks meets the
limit of the account and the limit in all, which do not hold for a network where the account's operator has signed in. A
device on which the operator has signed in has ten attempts of its own: strangers in the same network cannot use them
up. `make operator` lifts all limits with UNLOCK=1.

The attempts are in the database: Redis evicts its least recently used keys, which a flood of guesses can cause.
"""

import time
from collections import Counter

from django.db.models import Count, Q
from django.http import HttpRequest

from dashboard.known_places import account_of, is_known_network, known_device, network_of
from dashboard.models import SignInAttempt

WINDOW_SECONDS = 900
MAX_ATTEMPTS_PER_NETWORK = 20
MAX_ATTEMPTS_PER_NETWORK_AND_ACCOUNT = 10  # and for each known device
MAX_ATTEMPTS_FROM_NEW_NETWORKS = 100  # on an account, from all of them: 3.5 million a year
MAX_ATTEMPTS_IN_ALL = 500  # from new networks: each costs 0.4 s of a core, and a row in the database
MAX_LISTED_LOCKOUTS = 20
MAX_LISTED_NAME_CHARS = 40


def seconds_to_wait(request: HttpRequest, name: str) -> int:
    """Count an attempt. Returns 0 if it is allowed, else the seconds until the next attempt is allowed.

    What is refused is not counted, so a refused network cannot use up an account's attempts, and the table stays small.
    Workers that count at the same moment may allow an attempt more each.
    """
    window, seconds_passed = divmod(int(time.time()), WINDOW_SECONDS)
    SignInAttempt.objects.exclude(window=window).delete()
    account = account_of(name)
    device = known_device(request, account)
    place = device or network_of(request)
    limits = {"here_on_account": MAX_ATTEMPTS_PER_NETWORK_AND_ACCOUNT}
    if not device:
        limits["here"] = MAX_ATTEMPTS_PER_NETWORK
    if not device and not is_known_network(place, account):
        limits |= {"on_account": MAX_ATTEMPTS_FROM_NEW_NETWORKS, "in_all": MAX_ATTEMPTS_IN_ALL}
    counts = _counts(place, account)
    if any(counts[key] >= limit for key, limit in limits.items()):
        return WINDOW_SECONDS - seconds_passed
    SignInAttempt.objects.create(window=window, place=place, account=account)
    return 0


def lift_limits() -> None:
    """Let everybody try again at once."""
    SignInAttempt.objects.all().delete()


def lockouts() -> list[tuple[str, str]]:
    """Who may not try again in this window: places and the names that they tried. The newest, each once."""
    attempts = list(
        SignInAttempt.objects.filter(window=int(time.time()) // WINDOW_SECONDS)
        .order_by("-pk")
        .values_list("place", "account")
    )
    pairs, places = Counter(attempts), Counter(place for place, _ in attempts)
    accounts = Counter(account for _, account in attempts)
    everywhere = [("new networks", name) for name, n in accounts.items() if n >= MAX_ATTEMPTS_FROM_NEW_NETWORKS]
    if len(attempts) >= MAX_ATTEMPTS_IN_ALL:
        everywhere.insert(0, ("new networks", "any name"))
    here = [
        (place, name)
        for (place, name), n in pairs.items()
        if n >= MAX_ATTEMPTS_PER_NETWORK_AND_ACCOUNT or places[place] >= MAX_ATTEMPTS_PER_NETWORK
    ]
    return [(place, name[:MAX_LISTED_NAME_CHARS]) for place, name in [*everywhere, *here][:MAX_LISTED_LOCKOUTS]]


def _counts(place: str, account: str) -> dict[str, int]:
    here, on_account = Q(place=place), Q(account=account)
    return SignInAttempt.objects.aggregate(
        here=Count("pk", filter=here),
        here_on_account=Count("pk", filter=here & on_account),
        on_account=Count("pk", filter=on_account),
        in_all=Count("pk"),
    )
