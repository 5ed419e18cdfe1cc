"""How often somebody may try to sign in: by account, against guessing one password; by address, against guessing names.

Every try counts, also a right one. An account that is attacked stays shut for its operator too, for as long; that is
what it costs that the attacker may come from a thousand addresses.
"""

import hashlib
import time

from django.conf import settings
from django.http import HttpRequest

from lib.rate_counter import count_event

WINDOW_SECONDS = 900
TRIES_OF_ACCOUNT = 10  # in a window: 350,000 a year, of which each costs 0.4 s of a core
TRIES_OF_ADDRESS = 20


def seconds_to_wait(request: HttpRequest, name: str) -> int:
    """Count a try. 0 if it may be made, else the seconds until the next may."""
    window, passed = divmod(int(time.time()), WINDOW_SECONDS)
    account = hashlib.sha256(name.casefold().encode("utf-8", "replace")).hexdigest()[:32]
    tries = [
        (f"login:address:{address_of(request)}:{window}", TRIES_OF_ADDRESS),
        (f"login:account:{account}:{window}", TRIES_OF_ACCOUNT),
    ]
    # The account's count only goes on where the address may still try: one address cannot shut it for longer.
    refused = any(count_event(key, seconds=WINDOW_SECONDS) > most for key, most in tries)
    return WINDOW_SECONDS - passed if refused else 0


def address_of(request: HttpRequest) -> str:
    """The client's. In production nginx writes the header, and only nginx reaches the socket."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.PRODUCTION else ""
    return forwarded.strip() or str(request.META.get("REMOTE_ADDR", ""))
