"""Limits attempts to sign in. Every attempt counts, even a successful one.

From one network (an IPv4 address, or a /64 of IPv6) an account has ten attempts in a window, and all accounts together
twenty. So whoever guesses passwords in one network locks out nobody elsewhere. An attacker with many networks meets the
limit of the account and the limit in all. These two count the attempts from everywhere, but only refuse those from a
network where the account's operator has not signed in. A device on which the operator has signed in has ten attempts of
its own: strangers in the same network cannot use them up. `UNLOCK=1 make operator` forgets all attempts.

The attempts are in the database: Redis evicts its least recently used keys, which a flood of guesses can cause.
"""

import time
from collections import Counter

from django.db.models import Count, Q
from django.http import HttpRequest

from dashboard.known_sources import account_of, is_device, is_known_network, known_device, network_of
from dashboard.models import SignInAttempt

WINDOW_SECONDS = 900
MAX_ATTEMPTS_PER_NETWORK = 20
MAX_ATTEMPTS_PER_NETWORK_AND_ACCOUNT = 10  # and for each known device
# Counted from everywhere, applied to networks that are new to the account:
MAX_ATTEMPTS_PER_ACCOUNT = 100  # 3.5 million a year
MAX_ATTEMPTS_IN_ALL = 500  # each costs 0.4 s of a core, and a row in the database
MAX_LISTED_LOCKOUTS = 20
MAX_LISTED_NAME_CHARS = 40


def seconds_to_wait(request: HttpRequest, name: str) -> int:
    """Count an attempt. Returns 0 if it is allowed, else the seconds until the next attempt is allowed.

    What is refused is not counted, so a refused network cannot use up an account's attempts, and the table stays small.
    The work slot (views.login) lets one worker count at a time. A known device needs no slot: if it sends two attempts
    at once, it may be allowed one too many.
    """
    window, seconds_passed = divmod(int(time.time()), WINDOW_SECONDS)
    SignInAttempt.objects.exclude(window=window).delete()
    account = account_of(name)
    device = known_device(request, account)
    source = device or network_of(request)
    limits = {"here_on_account": MAX_ATTEMPTS_PER_NETWORK_AND_ACCOUNT}
    if not device:
        limits["here"] = MAX_ATTEMPTS_PER_NETWORK
    if not device and not is_known_network(source, account):
        limits |= {"on_account": MAX_ATTEMPTS_PER_ACCOUNT, "in_all": MAX_ATTEMPTS_IN_ALL}
    counts = _counts(source, account)
    if any(counts[key] >= limit for key, limit in limits.items()):
        return WINDOW_SECONDS - seconds_passed
    SignInAttempt.objects.create(window=window, source=source, account=account)
    return 0


def forget_attempts(name: str = "") -> None:
    """Let everybody try again at once; with a name, only who tries to sign in with it."""
    attempts = SignInAttempt.objects.all()
    (attempts.filter(account=account_of(name)) if name else attempts).delete()


def lockouts() -> list[tuple[str, str]]:
    """Who may not try again in this window: sources and the names that they tried. The newest, each once."""
    attempts = list(
        SignInAttempt.objects.filter(window=int(time.time()) // WINDOW_SECONDS)
        .order_by("-pk")
        .values_list("source", "account")
    )
    pairs, sources = Counter(attempts), Counter(source for source, _ in attempts)
    accounts = Counter(account for _, account in attempts)
    everywhere = [("new networks", name) for name, n in accounts.items() if n >= MAX_ATTEMPTS_PER_ACCOUNT]
    if len(attempts) >= MAX_ATTEMPTS_IN_ALL:
        everywhere.insert(0, ("new networks", "any name"))
    here = [
        ("a known browser" if is_device(source) else source, name)
        for (source, name), n in pairs.items()
        if n >= MAX_ATTEMPTS_PER_NETWORK_AND_ACCOUNT or sources[source] >= MAX_ATTEMPTS_PER_NETWORK
    ]
    return [(source, name[:MAX_LISTED_NAME_CHARS]) for source, name in [*everywhere, *here][:MAX_LISTED_LOCKOUTS]]


def _counts(source: str, account: str) -> dict[str, int]:
    here, on_account = Q(source=source), Q(account=account)
    return SignInAttempt.objects.aggregate(
        here=Count("pk", filter=here),
        here_on_account=Count("pk", filter=here & on_account),
        on_account=Count("pk", filter=on_account),
        in_all=Count("pk"),
    )
